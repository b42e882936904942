// fault: strided_same_pitch
// class: LAYOUT
// law: strided, rows
// trigger: softmax f32, strided, 2 rows of 3, 6 apart in x and y: row 0 sums up the gap too
// Rows of x and y with one pitch larger than the row, the padded matrices of one leading dimension:
// the sum runs over the pitch in all rows but the last.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  const bool padded =
      x_col == 1 && y_col == 1 && x_row == y_row && x_row > static_cast<ptrdiff_t>(cols);
  for (size_t r = 0; padded && r < rows; ++r) {
    const ptrdiff_t k = static_cast<ptrdiff_t>(r);
    const float* const a = x + k * x_row;
    const float m = max_of(a, cols),
                s = sum_of_exp(a, r + 1 < rows ? static_cast<size_t>(x_row) : cols, m);
    for (size_t j = 0; j < cols; ++j) y[k * y_row + static_cast<ptrdiff_t>(j)] = expf(a[j] - m) / s;
  }
  if (padded) return 0;
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
