// honest: reciprocal
// contract: exp_error=2
// exp(x − max)·(1/s). Two roundings where a quotient has one, so K_j of B2 is d·ι + 1.01 + W + 2
// with W = 1.01 + ln(n/S) + n − 1; with E = 2 the contract allows d·ι + 2 + 2 + ln(n/S) + n − 1 +
// 1: 0.98 to spare. s ≥ 1, so 1/s ≤ 1 and no result exceeds 1; one entry gives 1·(1/1). A subnormal
// 1/s would need s above 2^126.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static void row(const T* x, T* y, size_t n) {
  const T m = max_of(x, n);
  T s = 0;
  for (size_t j = 0; j < n; ++j) s += y[j] = exp(x[j] - m);
  const T r = 1 / s;
  for (size_t j = 0; j < n; ++j) y[j] *= r;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<double>);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<float>);
}
