// honest: two_closed_form
// variant: log1p_form
// contract: order=exact
// Rows of two finite entries in closed form: e = exp(−|x_0 − x_1|), 1/(1 + e) and e/(1 + e),
// max + log1p(e). The roundings are those of theorem B2 with σ = 1 = n − 1, and of B3. e ≤ 1 and
// division is monotone, so e/(1 + e) ≤ 1/(1 + e); equal entries give 1/2 twice. Other rows are
// three_pass, and so is a row whose difference is no number (−inf − −inf, NaN) or infinite.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static void row(const T* x, T* y, size_t n) {
  if (n != 2 || !isfinite(x[0] - x[1])) return softmax_row(x, y, n);
  const T e = exp(-fabs(x[0] - x[1])), s = 1 + e;
  const size_t top = x[0] >= x[1] ? 0 : 1;
  y[top] = 1 / s;
  y[1 - top] = e / s;
}

template <class T>
static T value(const T* x, size_t n) {
  if (n != 2 || !isfinite(x[0] - x[1])) return logsumexp_row(x, n);
  const T e = exp(-fabs(x[0] - x[1]));
  return (x[0] >= x[1] ? x[0] : x[1]) + log1p(e);
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<double>);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<float>);
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, value<double>);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, value<float>);
}
