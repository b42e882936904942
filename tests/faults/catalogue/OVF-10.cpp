// fault: OVF-10
// class: OVF
// law: strided
// trigger: log_softmax f32, strided with a column stride of 2, row [94.7, -40.1]: NaN or inf
// The spatial path (inner dimension above 1) had no shift; the contiguous one had.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return log_softmax_batch(x, y, rows, cols);
}

SUBJECT int log_softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols,
                                    ptrdiff_t x_row, ptrdiff_t x_col, ptrdiff_t y_row,
                                    ptrdiff_t y_col) {
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          [x_col](View<const float> a, View<float> b, size_t n) {
                            log_softmax_from(a, b, n, x_col == 1 ? max_of(a, n) : 0.0f);
                          });
}
