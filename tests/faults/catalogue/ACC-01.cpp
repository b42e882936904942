// fault: ACC-01
// class: ACC
// law: accuracy, sum
// trigger: softmax f16, 4096 equal values: 2/4096 each, since the sum stops at 2048
// contract: accuracy=ulp:0.51
// The running sum is binary16.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<F16>(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j)
      s = F16::load(F16::store(static_cast<double>(s + expf(F16::load(a[j]) - m))));
    for (size_t j = 0; j < n; ++j)
      b[j] = F16::store(static_cast<double>(expf(F16::load(a[j]) - m) / s));
  });
}
