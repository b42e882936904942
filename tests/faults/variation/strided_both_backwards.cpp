// fault: strided_both_backwards
// class: LAYOUT
// law: strided, rows
// trigger: softmax f32, strided, x (6, -2), y (6, -2): one row [0, 1, 2] comes out reversed
// Column strides of -2 and less in both x and y: y is written forwards.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  if (x_col < -1 && y_col < -1) {
    y += (static_cast<ptrdiff_t>(cols) - 1) * y_col;
    y_col = -y_col;
  }
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
