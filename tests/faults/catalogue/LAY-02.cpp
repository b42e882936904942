// fault: LAY-02
// class: LAYOUT
// law: strided
// trigger: softmax f32, strided, [3, 4] transposed: the softmax of [1, 2, 3] for that of [1, 5, 9]
// A transposed view is taken for its storage: rows are read along the unit stride.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  if (x_row == 1 && x_col == static_cast<ptrdiff_t>(rows)) {
    x_row = static_cast<ptrdiff_t>(cols);
    x_col = 1;
  }
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
