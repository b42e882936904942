// fault: one_hot
// class: GROSS
// law: accuracy
// trigger: softmax f16 [0, -1] gives [1, 0]
// contract: accuracy=ulp:0.51
// Argmax instead of softmax: the largest entries share 1.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<F16>(a, n);
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += F16::load(a[j]) == m;
    for (size_t j = 0; j < n; ++j)
      b[j] = F16::store(isfinite(m) ? (F16::load(a[j]) == m) / s : static_cast<double>(NAN));
  });
}
