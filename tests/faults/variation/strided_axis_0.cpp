// fault: strided_axis_0
// class: LAYOUT
// law: strided, rows
// trigger: softmax f32, strided, 9 rows of 3, both (1, 9), row 8 lower than row 0 by 200: NaN
// Axis 0 of dense matrices: rows go by eights, and those of the remainder are shifted by the
// maximum of row 0.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  const ptrdiff_t count = static_cast<ptrdiff_t>(rows);
  const bool axis_0 =
      rows > 1 && cols > 1 && x_row == 1 && y_row == 1 && x_col == count && y_col == count;
  for (ptrdiff_t k = 0; axis_0 && k < count; ++k) {
    const ptrdiff_t from = k < count / 8 * 8 ? k : 0;
    const float m = max_of(View<const float>{x + from, x_col}, cols);
    softmax_from(View<const float>{x + k, x_col}, View<float>{y + k, y_col}, cols, m);
  }
  if (axis_0) return 0;
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
