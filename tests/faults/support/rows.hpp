// From a row to a call of the C ABI.
#pragma once

#include "support/kernels.hpp"

namespace faults {

/// row(x, y, n) for each row of a contiguous batch.
template <class T, class Row>
int each_row(const T* x, T* y, size_t rows, size_t cols, Row row) {
  for (size_t r = 0; r < rows; ++r) row(x + r * cols, y + r * cols, cols);
  return 0;
}

/// y[r] = row(x, n) for each row of a contiguous batch.
template <class T, class Row>
int each_value(const T* x, T* y, size_t rows, size_t cols, Row row) {
  for (size_t r = 0; r < rows; ++r) y[r] = row(x + r * cols, cols);
  return 0;
}

/// row(View x, View y, n) for each row of a strided batch; strides in elements.
template <class T, class Row>
int each_row_strided(const T* x, T* y, size_t rows, size_t cols, ptrdiff_t x_row, ptrdiff_t x_col,
                     ptrdiff_t y_row, ptrdiff_t y_col, Row row) {
  for (size_t r = 0; r < rows; ++r) {
    const ptrdiff_t k = static_cast<ptrdiff_t>(r);
    row(View<const T>{x + k * x_row, x_col}, View<T>{y + k * y_row, y_col}, cols);
  }
  return 0;
}

/// The honest batch calls, for subjects whose fault lies elsewhere.
template <class T>
int softmax_batch(const T* x, T* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, softmax_row<const T*, T*>);
}

template <class T>
int log_softmax_batch(const T* x, T* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, log_softmax_row<const T*, T*>);
}

template <class T>
int logsumexp_batch(const T* x, T* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, logsumexp_row<const T*>);
}

}  // namespace faults
