// fault: LAY-01
// class: LAYOUT
// law: strided
// trigger: softmax f32, strided, 2 rows of 2 entries, row stride 4, column stride 1
// The test for packed rows asks the last stride only.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  const ptrdiff_t packed = static_cast<ptrdiff_t>(cols);
  if (x_col == 1) x_row = packed;
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
