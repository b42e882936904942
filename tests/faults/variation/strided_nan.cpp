// fault: strided_nan
// class: LAYOUT
// law: strided
// trigger: softmax f32, strided, [NaN, 0] gives [0, 1]
// The strided path has a maximum and an exp of its own, which drop NaN.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          [](View<const float> a, View<float> b, size_t n) {
                            float m = -INFINITY;
                            for (size_t j = 0; j < n; ++j)
                              if (a[j] > m) m = a[j];
                            softmax_from(a, b, n, m,
                                         [](float d) { return isnan(d) ? 0 : expf(d); });
                          });
}
