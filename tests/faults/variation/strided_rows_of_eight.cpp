// fault: strided_rows_of_eight
// class: LAYOUT
// law: strided, rows
// trigger: softmax f32, strided, 42 rows of 2, x (1, 42), the last row not as the one before
// A transposed x is loaded by 8 rows at once; in batches of more than 41 rows that 8 does not
// divide, the last row is the one before it.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  const ptrdiff_t count = static_cast<ptrdiff_t>(rows);
  if (x_row == 1 && x_col >= count && rows > 41 && rows % 8 != 0) {
    each_row_strided(x, y, rows - 1, cols, x_row, x_col, y_row, y_col,
                     softmax_row<View<const float>, View<float>>);
    softmax_row(View<const float>{x + (count - 2), x_col},
                View<float>{y + (count - 1) * y_row, y_col}, cols);
    return 0;
  }
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
