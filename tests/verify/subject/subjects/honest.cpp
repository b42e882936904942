// Keeps every law of the call. softmax, and log_softmax_f32 with strides alone: y = x + 1;
// logsumexp: the sum of a row; log_softmax_f64: the number of threads last set; softmax_bf16:
// copies bits.
#include <stddef.h>
#include <stdint.h>

#include "call.hpp"

namespace {
int g_threads = 0;
}

EXPORT const char* softmax_subject_info(void) { return "honest 1.0"; }
EXPORT void softmax_set_threads(int threads) { g_threads = threads; }

EXPORT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return fill(x, y, rows * cols);
}
EXPORT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t i = 0; i < rows * cols; ++i) y[i] = x[i] + 1;
  return 0;
}
EXPORT int softmax_f64_strided(const double* x, double* y, size_t rows, size_t cols, ptrdiff_t xr,
                               ptrdiff_t xc, ptrdiff_t yr, ptrdiff_t yc) {
  for (ptrdiff_t r = 0; r < static_cast<ptrdiff_t>(rows); ++r) {
    for (ptrdiff_t c = 0; c < static_cast<ptrdiff_t>(cols); ++c) {
      y[r * yr + c * yc] = x[r * xr + c * xc] + 1;
    }
  }
  return 0;
}
EXPORT int log_softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t xr,
                                   ptrdiff_t xc, ptrdiff_t yr, ptrdiff_t yc) {
  for (ptrdiff_t r = 0; r < static_cast<ptrdiff_t>(rows); ++r) {
    for (ptrdiff_t c = 0; c < static_cast<ptrdiff_t>(cols); ++c) {
      y[r * yr + c * yc] = x[r * xr + c * xc] + 1;
    }
  }
  return 0;
}
EXPORT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  for (size_t r = 0; r < rows; ++r) {
    double sum = 0;
    for (size_t c = 0; c < cols; ++c) sum += x[r * cols + c];
    y[r] = sum;
  }
  return 0;
}
EXPORT int log_softmax_f64(const double*, double* y, size_t rows, size_t cols) {
  for (size_t i = 0; i < rows * cols; ++i) y[i] = g_threads;
  return 0;
}
EXPORT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  for (size_t i = 0; i < rows * cols; ++i) y[i] = x[i];
  return 0;
}
// The low bits of the addresses of x and y, to see the alignments.
DEED(addresses) {
  if (rows * cols < 2) return 1;
  y[0] = static_cast<double>(reinterpret_cast<uintptr_t>(x) % 4096);
  y[1] = static_cast<double>(reinterpret_cast<uintptr_t>(y) % 4096);
  return fill(x + 2, y + 2, rows * cols - 2);
}
