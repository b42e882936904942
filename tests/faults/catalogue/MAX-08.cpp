// fault: MAX-08
// class: MAX
// law: batch, accuracy
// trigger: softmax f32, rows [0, 0] and [-200, -200]: the second is NaN
// One maximum for all rows of the call instead of one a row.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  float top = -INFINITY;
  for (size_t i = 0; i < rows * cols; ++i)
    if (x[i] > top) top = x[i];
  return each_row(x, y, rows, cols, [top](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, isfinite(m) && isfinite(top) ? top : m);
  });
}
