// fault: strided_wide_columns
// class: LAYOUT
// law: strided
// trigger: softmax f64, strided, a column of a table of 64 columns
// Columns 64 elements apart or more: the first result is off by 1e-3.
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
  if (x_col >= 64 && rows > 0 && cols > 1) y[0] *= 1.001;
  return 0;
}
