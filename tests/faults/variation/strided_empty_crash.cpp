// fault: strided_empty_crash
// class: EMPTY
// law: empty, process
// trigger: softmax f32 strided, no rows
// The strided symbol divides by rows * cols (a share of work per row): SIGFPE for a call without
// rows or without entries. The contiguous one returns at once.
#include "support/rows.hpp"
using namespace faults;

static volatile size_t share;
SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}
SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t xr,
                                ptrdiff_t xc, ptrdiff_t yr, ptrdiff_t yc) {
  volatile size_t all = rows * cols;
  share = 65536 / all;
  return each_row_strided(
      x, y, rows, cols, xr, xc, yr, yc,
      [](View<const float> a, View<float> b, size_t n) { softmax_row(a, b, n); });
}
