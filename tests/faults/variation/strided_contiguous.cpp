// fault: strided_contiguous
// class: LAYOUT
// law: strided
// trigger: softmax f32, strided, the strides of 1 packed row of 2 entries: the last is 1e-3 off
// A fast path of the strided symbol for packed rows is wrong in its last entry.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                   softmax_row<View<const float>, View<float>>);
  const ptrdiff_t n = static_cast<ptrdiff_t>(cols);
  const bool packed = x_col == 1 && y_col == 1 && x_row == n && y_row == n;
  if (packed && rows * cols > 1) y[rows * cols - 1] *= 1.001f;
  return 0;
}
