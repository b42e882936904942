// fault: strided_y_gap_x_transposed
// class: LAYOUT
// law: strided, rows, written
// trigger: softmax f32, strided, 2 rows of 3, x (1, 2), y (4, 1): row 1 is written at 3
// A transposed x with gaps between the rows of y: the rows of y are taken to be dense.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  const ptrdiff_t n = static_cast<ptrdiff_t>(cols);
  if (x_row == 1 && x_col > 1 && y_col == 1 && y_row > n) y_row = n;
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
