// honest: three_pass
// contract: all_masked=nan positive_infinity=nan
// The textbook form: maximum, sum of exp(x - max), quotient. glibc's exp and expf are within 0.511
// and 0.502 ULP, so E ≤ 1.03 of the 4 that the default contract allows; recursive summation has
// σ = n − 1; x_j − max and the quotient are rounded once each: theorem B2 with E = 4 covers
// d·ι + 1.03 + (1.03 + ln(n/S) + n − 1) + 1. The two logarithms follow B3 and B4 with E_l ≤ 1.04.
// A NaN or a +inf makes max − max a NaN, and so the row; so does a row of only −inf.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return log_softmax_batch(x, y, rows, cols);
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return log_softmax_batch(x, y, rows, cols);
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return logsumexp_batch(x, y, rows, cols);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return logsumexp_batch(x, y, rows, cols);
}
