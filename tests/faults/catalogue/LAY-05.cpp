// fault: LAY-05
// class: LAYOUT
// law: strided
// trigger: softmax f32, strided, 2 rows with a row stride that is not n times the column stride
// The stride of the outer dimension is derived from its neighbour instead of read.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t,
                                ptrdiff_t x_col, ptrdiff_t, ptrdiff_t y_col) {
  const ptrdiff_t n = static_cast<ptrdiff_t>(cols);
  return each_row_strided(x, y, rows, cols, n * x_col, x_col, n * y_col, y_col,
                          softmax_row<View<const float>, View<float>>);
}
