// The textbook forms behind the C ABI: softmax from lib/include/softmax/textbook.hpp, log_softmax
// as the logarithm of that softmax, logsumexp as the logarithm of the sum, as the source would.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

#define SOFTMAX_SUBJECT extern "C" __attribute__((visibility("default")))

namespace softmax::verify::subject::builtin {

// form(x, y) is the softmax of one row.
template <class T, class Form>
int softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols, Form form) {
  for (std::size_t r = 0; r < rows; ++r) {
    form(std::span<const T>(x + r * cols, cols), std::span<T>(y + r * cols, cols));
  }
  return 0;
}

template <class T, class Form>
int log_softmax_rows(const T* x, T* y, std::size_t rows, std::size_t cols, Form form) {
  softmax_rows(x, y, rows, cols, form);
  for (std::size_t i = 0; i < rows * cols; ++i) y[i] = std::log(y[i]);
  return 0;
}

// log Σ exp(x_i + c) − c, summed from left to right.
template <class T>
int logsumexp_rows(const T* x, T* y, std::size_t rows, std::size_t cols, T c) {
  for (std::size_t r = 0; r < rows; ++r) {
    T sum = 0;
    for (std::size_t j = 0; j < cols; ++j) sum += std::exp(x[r * cols + j] + c);
    y[r] = std::log(sum) - c;
  }
  return 0;
}

}  // namespace softmax::verify::subject::builtin

// FORM(x, y) with x, y spans of T; SHIFT is its constant.
#define SOFTMAX_TEXTBOOK(suffix, T, FORM, SHIFT)                                                   \
  SOFTMAX_SUBJECT int softmax_##suffix(const T* x, T* y, std::size_t rows, std::size_t cols) {     \
    return softmax::verify::subject::builtin::softmax_rows(x, y, rows, cols, FORM);                \
  }                                                                                                \
  SOFTMAX_SUBJECT int log_softmax_##suffix(const T* x, T* y, std::size_t rows, std::size_t cols) { \
    return softmax::verify::subject::builtin::log_softmax_rows(x, y, rows, cols, FORM);            \
  }                                                                                                \
  SOFTMAX_SUBJECT int logsumexp_##suffix(const T* x, T* y, std::size_t rows, std::size_t cols) {   \
    return softmax::verify::subject::builtin::logsumexp_rows(x, y, rows, cols, T{SHIFT});          \
  }
