// fault: strided_x_reversed_sum
// class: LAYOUT
// law: strided, rows
// trigger: softmax f32, strided, x (3, -1), y (3, 1): 3 zeros give 1/2 each
// Rows read backwards and written forwards: the sum lacks the last entry.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  for (size_t r = 0; x_col == -1 && y_col == 1 && x_row > 0 && r < rows; ++r) {
    const ptrdiff_t k = static_cast<ptrdiff_t>(r);
    const View<const float> a{x + k * x_row, x_col};
    const float m = max_of(a, cols), s = sum_of_exp(a, cols > 1 ? cols - 1 : cols, m);
    for (size_t j = 0; j < cols; ++j) y[k * y_row + static_cast<ptrdiff_t>(j)] = expf(a[j] - m) / s;
  }
  if (x_col == -1 && y_col == 1 && x_row > 0) return 0;
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
