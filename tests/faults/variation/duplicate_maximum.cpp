// fault: duplicate_maximum
// class: MAX
// law: accuracy, sum
// trigger: softmax f32 [0, 0] gives [1, 1]
// 1 + Σ over the entries that are not the maximum: a maximum that occurs twice counts once.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float s = isfinite(m) ? 1 : NAN;
    for (size_t j = 0; j < n; ++j)
      if (a[j] != m) s += expf(a[j] - m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
