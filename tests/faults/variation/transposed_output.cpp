// fault: transposed_output
// class: LAYOUT
// law: strided
// trigger: softmax f64, strided, 2 rows of 2 entries, packed x, y with row stride 1 and column stride 2
// The strides of a transposed output are swapped back.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f64_strided(const double* x, double* y, size_t rows, size_t cols,
                                ptrdiff_t x_row, ptrdiff_t x_col, ptrdiff_t y_row,
                                ptrdiff_t y_col) {
  if (y_row == 1 && y_col > 1 && rows == cols) {
    y_row = y_col;
    y_col = 1;
  }
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const double>, View<double>>);
}
