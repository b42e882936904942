// fault: TAIL-07
// class: TAIL
// law: strided, written
// trigger: softmax f32, strided with a column stride of 2, n = 17: the last y is not written
// The kernel for the layout with channels last rounds the axis down to a multiple of 16.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          [x_col](View<const float> a, View<float> b, size_t n) {
                            const float m = max_of(a, n);
                            const float s = sum_of_exp(a, n, m);
                            const size_t to = x_col != 1 && n > 16 ? n / 16 * 16 : n;
                            for (size_t j = 0; j < to; ++j) b[j] = expf(a[j] - m) / s;
                          });
}
