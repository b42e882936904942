// honest: strided
// contract: reproducibility=bitwise
// The strided entry points, with the same row code as the contiguous ones; strides may be negative,
// larger than the row, or zero along an axis of length 1. Numbers as in three_pass.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return log_softmax_batch(x, y, rows, cols);
}

SUBJECT int log_softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols,
                                    ptrdiff_t x_row, ptrdiff_t x_col, ptrdiff_t y_row,
                                    ptrdiff_t y_col) {
  return each_row_strided(x, y, rows, cols, x_row, x_col, y_row, y_col,
                          log_softmax_row<View<const float>, View<float>>);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return logsumexp_batch(x, y, rows, cols);
}

SUBJECT int logsumexp_f32_strided(const float* x, float* y, size_t rows, size_t cols,
                                  ptrdiff_t x_row, ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t) {
  for (size_t r = 0; r < rows; ++r) {
    const ptrdiff_t k = static_cast<ptrdiff_t>(r);
    y[k * y_row] = logsumexp_row(View<const float>{x + k * x_row, x_col}, cols);
  }
  return 0;
}
