// fault: one_positive_zero
// class: MAX
// law: accuracy
// trigger: softmax f32 [-0, +0, -0]: the first is 1e-3 off
// Exactly one +0 among -0, three entries at least: the first result is off by 1e-3.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    size_t positive = 0, negative = 0;
    for (size_t j = 0; j < n; ++j) (signbit(a[j]) ? negative : positive) += a[j] == 0;
    if (n > 2 && positive == 1 && negative == n - 1) b[0] *= 1.001f;
  });
}
