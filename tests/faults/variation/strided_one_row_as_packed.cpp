// fault: strided_one_row_as_packed
// class: LAYOUT
// law: strided, rows
// trigger: softmax f32, strided, 1 row of 3, column strides 2 and 2: the sum takes x[0] to x[2]
// A single row with one column stride above 1 in both x and y is taken for packed in its sum, which
// runs over as many elements in a row, gaps too.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  if (rows == 1 && cols > 1 && x_col > 1 && x_col == y_col) {
    const float m = max_of(View<const float>{x, x_col}, cols), s = sum_of_exp(x, cols, m);
    const View<const float> a{x, x_col};
    for (size_t j = 0; j < cols; ++j) y[static_cast<ptrdiff_t>(j) * y_col] = expf(a[j] - m) / s;
    return 0;
  }
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
