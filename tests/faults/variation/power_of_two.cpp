// fault: power_of_two
// class: LEN
// law: accuracy, sum
// trigger: softmax f16, 64 equal values: 1/63 each
// contract: accuracy=ulp:0.51
// The tree for lengths 64, 128, 256 … is one leaf short.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<F16>(a, n);
    double s = 0;
    const size_t to = n >= 64 && (n & (n - 1)) == 0 ? n - 1 : n;
    for (size_t j = 0; j < to; ++j) s += static_cast<double>(expf(F16::load(a[j]) - m));
    for (size_t j = 0; j < n; ++j)
      b[j] = F16::store(static_cast<double>(expf(F16::load(a[j]) - m)) / s);
  });
}
