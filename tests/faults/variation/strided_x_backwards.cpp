// fault: strided_x_backwards
// class: LAYOUT
// law: strided
// trigger: softmax f64, strided, 2 rows with a negative row stride in x alone
// A negative row stride in x with a positive one in y is taken for its magnitude in the first
// result.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f64_strided(const double* x, double* y, size_t rows, size_t cols,
                                ptrdiff_t x_row, ptrdiff_t x_col, ptrdiff_t y_row,
                                ptrdiff_t y_col) {
  each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                   softmax_row<View<const double>, View<double>>);
  if (x_row < 0 && y_row > 0 && rows > 1) y[0] *= 1.001;
  return 0;
}
