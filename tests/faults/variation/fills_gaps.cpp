// fault: fills_gaps
// class: LAYOUT
// law: bounds, strided
// trigger: softmax f64, strided, 1 row of 2 entries with a column stride of 2 in y: the gap is written
// Results are stored as whole vectors, gaps included.
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
  for (size_t r = 0; r < rows && y_col == 2; ++r)
    for (size_t j = 0; j + 1 < cols; ++j)
      y[static_cast<ptrdiff_t>(r) * y_row + static_cast<ptrdiff_t>(j) * 2 + 1] = 0;
  return 0;
}
