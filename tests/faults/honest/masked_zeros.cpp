// honest: masked_zeros
// contract: all_masked=zeros
// A row of only −inf gives zeros, and minus infinity as its logarithm; logsumexp gives −inf.
// Every other row is three_pass. The test is for a maximum of −inf, which a row with a NaN has not
// (max_of keeps a NaN).
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (m != -INFINITY) return softmax_from(a, b, n, m);
    for (size_t j = 0; j < n; ++j) b[j] = 0;
  });
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (m != -INFINITY) return log_softmax_from(a, b, n, m);
    for (size_t j = 0; j < n; ++j) b[j] = -INFINITY;
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return logsumexp_batch(x, y, rows, cols);
}
