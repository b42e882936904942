// fault: strided_x_reversed
// class: LAYOUT
// law: strided, rows
// trigger: softmax f32, strided, x (3, -1), y (3, 1): one row [0, 1, 2] comes out reversed
// A column stride of -1 in x, with 1 in y, is taken for 1: the results of each row stand in the
// order of the memory of x.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  if (x_col == -1 && y_col == 1) x -= static_cast<ptrdiff_t>(cols) - 1, x_col = 1;
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
