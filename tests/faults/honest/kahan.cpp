// honest: kahan
// contract: summation=compensated
// Kahan's summation: relative error 2u + O(n u²) for positive terms (Higham, ASNA, 4.3). In f32 and
// f64 and with E = 1.03 instead of 4 the n u² is covered up to n = 2^22. The exact sum is at least
// 1 where it is not NaN, so a computed one below 1 is moved to 1, which brings it nearer: without
// that, a result above 1 could not be excluded.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static T compensated(const T* x, size_t n, T m) {
  volatile T s = 0, lost = 0;
  for (size_t j = 0; j < n; ++j) {
    const T term = exp(x[j] - m) - lost;
    const T next = s + term;
    lost = (next - s) - term;
    s = next;
  }
  return s < 1 && n > 0 ? 1 : T{s};
}

template <class T>
static void row(const T* x, T* y, size_t n) {
  const T m = max_of(x, n);
  const T s = compensated(x, n, m);
  for (size_t j = 0; j < n; ++j) y[j] = exp(x[j] - m) / s;
}

template <class T>
static void log_row(const T* x, T* y, size_t n) {
  const T m = max_of(x, n);
  const T l = log(compensated(x, n, m));
  for (size_t j = 0; j < n; ++j) y[j] = (x[j] - m) - l;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<double>);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<float>);
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, log_row<float>);
}
