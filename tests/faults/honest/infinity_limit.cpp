// honest: infinity_limit
// contract: positive_infinity=limit all_masked=zeros
// One +inf gives the one-hot row, two or more give NaN, a NaN anywhere gives NaN; logsumexp is +inf
// where there is a +inf and no NaN. Finite rows are three_pass.
#include "support/rows.hpp"
using namespace faults;

template <class T, class Finite>
static void row(const T* x, T* y, size_t n, T hot, T cold, Finite finite) {
  const T m = max_of(x, n);
  size_t infinities = 0;
  for (size_t j = 0; j < n; ++j) infinities += x[j] == T{INFINITY};
  if (m == -T{INFINITY}) {
    for (size_t j = 0; j < n; ++j) y[j] = cold;
  } else if (!isnan(m) && infinities == 1) {
    for (size_t j = 0; j < n; ++j) y[j] = x[j] == m ? hot : cold;
  } else {
    finite(x, y, n, m);
  }
}

template <class T>
static int softmax_all(const T* x, T* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const T* a, T* b, size_t n) {
    row(a, b, n, T{1}, T{0}, [](auto p, auto q, size_t k, T m) { softmax_from(p, q, k, m); });
  });
}

template <class T>
static int log_softmax_all(const T* x, T* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const T* a, T* b, size_t n) {
    row(a, b, n, T{0}, -T{INFINITY},
        [](auto p, auto q, size_t k, T m) { log_softmax_from(p, q, k, m); });
  });
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return softmax_all(x, y, rows, cols);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_all(x, y, rows, cols);
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return log_softmax_all(x, y, rows, cols);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return logsumexp_batch(x, y, rows, cols);
}
