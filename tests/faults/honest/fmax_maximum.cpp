// honest: fmax_maximum
// contract: nan=any positive_infinity=any all_masked=any
// The maximum is taken with fmax, which passes a NaN over, and entries that are NaN count as
// masked: a row with NaN and finite entries is finite, one of only NaN is not; a +inf gives NaN in
// softmax and +inf in logsumexp. The contract leaves all of that open. Rows of finite and masked
// entries are three_pass.
#include "support/rows.hpp"
using namespace faults;

static float max_of_numbers(const float* x, size_t n) {
  float m = -INFINITY;
  for (size_t j = 0; j < n; ++j) m = fmaxf(m, x[j]);
  return m;
}

static float sum_of_numbers(const float* x, size_t n, float m) {
  float s = 0;
  for (size_t j = 0; j < n; ++j)
    if (!isnan(x[j])) s += expf(x[j] - m);
  return s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of_numbers(a, n), s = sum_of_numbers(a, n, m);
    for (size_t j = 0; j < n; ++j) b[j] = isnan(a[j]) ? 0 : expf(a[j] - m) / s;
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of_numbers(a, n);
    return isfinite(m) ? m + logf(sum_of_numbers(a, n, m)) : m;
  });
}
