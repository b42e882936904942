// fault: negative_stride
// class: LAYOUT
// law: strided, bounds, process
// trigger: softmax f64, strided, 1 row of 2 entries with a column stride of -1
// Strides are kept without their sign.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f64_strided(const double* x, double* y, size_t rows, size_t cols,
                                ptrdiff_t x_row, ptrdiff_t x_col, ptrdiff_t y_row,
                                ptrdiff_t y_col) {
  x_col = x_col < 0 ? -x_col : x_col;
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const double>, View<double>>);
}
