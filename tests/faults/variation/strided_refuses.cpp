// fault: strided_refuses
// class: REFUSE
// law: strided
// trigger: softmax f32, strided, [0] with a negative stride is refused
// Negative strides are refused.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  if (x_row < 0 || x_col < 0) return 1;
  each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                   softmax_row<View<const float>, View<float>>);
  return 0;
}
