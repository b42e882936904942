// fault: column_stride_kept
// class: RACE
// law: first-call, repeat
// trigger: softmax f32_strided with x_col 3, then softmax f32 of 4 zeros: the last is 1/8
// The contiguous symbol still finds the column stride of the strided call before it; a stride of 3
// has a vector path of its own, which halves the last result.
#include "support/rows.hpp"
using namespace faults;

static ptrdiff_t stride = 1;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  if (stride == 3 && cols > 3 && rows > 0) y[cols - 1] *= 0.5f;
  stride = 1;
  return 0;
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  stride = x_col;
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
