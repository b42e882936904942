// softmax, log_softmax and logsumexp of many rows at once, with strides.
// The contract of each row is that of softmax/softmax.hpp.
#pragma once

#include <cstddef>

#include "softmax/formats.hpp"

namespace softmax {

/// Where the entries lie: entry (i, j) of x at x[i * x_row + j * x_col], likewise y; strides in
/// elements, negative allowed. logsumexp writes y[i * y_row] and ignores y_col.
struct RowLayout {
  std::size_t rows = 0;
  std::size_t cols = 0;
  std::ptrdiff_t x_row = 0;
  std::ptrdiff_t x_col = 1;
  std::ptrdiff_t y_row = 0;
  std::ptrdiff_t y_col = 1;
};

/// Row-major and contiguous: rows × cols in x and y (logsumexp: rows in y).
constexpr RowLayout contiguous_rows(std::size_t rows, std::size_t cols) {
  const auto stride = static_cast<std::ptrdiff_t>(cols);
  return {rows, cols, stride, 1, stride, 1};
}

/// In place (y == x with the same strides) allowed, no other overlap.
template <Format T>
void softmax_rows(const T* x, T* y, const RowLayout& layout);
template <Format T>
void log_softmax_rows(const T* x, T* y, const RowLayout& layout);
template <Format T>
void logsumexp_rows(const T* x, T* y, const RowLayout& layout);

}  // namespace softmax
