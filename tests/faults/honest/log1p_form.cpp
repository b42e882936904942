// honest: log1p_form
// contract: order=exact
// max + log1p(sum without one of the largest entries). The rest R = S − 1 has relative error
// (E + σ) u plus its share of the shift, Σ e_i d_i u ≤ S·ln(n/S)·u absolutely; through log1p, whose
// derivative is 1/S, all of it stays below (E + ln(n/S) + σ) u; log1p itself is within 1 ULP of
// ln S: the terms of B3 and B4. An empty rest gives log1p(0) = 0, so one entry gives 0 and x.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static T log_of_sum(const T* x, size_t n, T m) {
  T rest = isfinite(m) ? T{0} : T{NAN};
  bool skipped = false;
  for (size_t j = 0; j < n; ++j) {
    if (!skipped && x[j] == m)
      skipped = true;
    else
      rest += exp(x[j] - m);
  }
  return log1p(rest);
}

template <class T>
static void log_row(const T* x, T* y, size_t n) {
  const T m = max_of(x, n), l = log_of_sum(x, n, m);
  for (size_t j = 0; j < n; ++j) y[j] = (x[j] - m) - l;
}

template <class T>
static T value(const T* x, size_t n) {
  const T m = max_of(x, n);
  return isfinite(m) ? m + log_of_sum(x, n, m) : m;
}

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, log_row<double>);
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, log_row<float>);
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, value<double>);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, value<float>);
}
