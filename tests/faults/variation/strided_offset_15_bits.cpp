// fault: strided_offset_15_bits
// class: LAYOUT
// law: strided, rows, written
// trigger: softmax f32, strided, 2 rows of 2, y (32768, 1): row 1 is written over row 0
// The offset of a row of y is kept in 15 bits where both strides of y are positive: rows from 32768
// elements on are written over earlier ones.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  for (size_t r = 0; y_row > 0 && y_col > 0 && r < rows; ++r) {
    const ptrdiff_t k = static_cast<ptrdiff_t>(r);
    softmax_row(View<const float>{x + k * x_row, x_col},
                View<float>{y + ((k * y_row) & 0x7FFF), y_col}, cols);
  }
  if (y_row > 0 && y_col > 0) return 0;
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
