// fault: LAY-04
// class: LAYOUT
// law: strided, bounds, written, process
// trigger: softmax f32, strided, x packed and y with a row stride above n
// The output is taken to have the strides of the input.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t, ptrdiff_t) {
  return each_row_strided(x, y, rows, cols, x_row, x_col, x_row, x_col,
                          softmax_row<View<const float>, View<float>>);
}
