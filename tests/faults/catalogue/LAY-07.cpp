// fault: LAY-07
// class: LAYOUT
// law: strided
// trigger: softmax f32, strided, 2 columns and 3 rows, row stride 1, column stride 3
// An axis other than the last is taken for the last: a column-major view is normalised down its
// columns. The view is square in no case of the trigger, so that all of y is written.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  const bool axis_is_first = x_row == 1 && x_col >= static_cast<ptrdiff_t>(rows) && rows > 1;
  if (axis_is_first)
    return each_row_strided(x, y, cols, rows, x_col, x_row, y_col, y_row,
                            softmax_row<View<const float>, View<float>>);
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
