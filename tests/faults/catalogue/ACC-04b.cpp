// fault: ACC-04b
// class: ACC
// law: accuracy
// trigger: softmax f16 [0, -0.000122]: up to 1 ULP off beyond the rounding
// contract: accuracy=ulp:0.51
// The sum is accumulated in f32 and then handed on as binary16: an error of 2^-11 in every result.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<F16>(a, n);
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += static_cast<double>(expf(F16::load(a[j]) - m));
    const double handed_on = static_cast<double>(F16::load(F16::store(s)));
    for (size_t j = 0; j < n; ++j)
      b[j] = F16::store(static_cast<double>(expf(F16::load(a[j]) - m)) / handed_on);
  });
}
