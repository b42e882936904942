// fault: mean_shift
// class: MAX
// law: range, accuracy
// trigger: softmax f32 [0, 178] gives NaN
// The shift is the mean of the row instead of its maximum.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float total = 0;
    for (size_t j = 0; j < n; ++j) total += a[j] / static_cast<float>(n);
    const float m = max_of(a, n);
    softmax_from(a, b, n, isfinite(m) && isfinite(total) ? total : m);
  });
}
