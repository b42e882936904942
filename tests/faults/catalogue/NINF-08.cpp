// fault: NINF-08
// class: NINF
// law: merge, mask, accuracy
// trigger: logsumexp f32, 129 entries, the first 128 -inf, the last 0: NaN
// Splits of 64 are merged two by two; two partials of -inf give exp(-inf - -inf). A row of only
// -inf is guarded at the end.
#include "support/rows.hpp"
using namespace faults;

static float row(const float* x, size_t n) {
  const float all = max_of(x, n);
  if (!isfinite(all) || n <= 64) return logsumexp_from(x, n, all);
  float m = max_of(x, 64), s = isfinite(m) ? sum_of_exp(x, 64, m) : 0.0f;
  for (size_t from = 64; from < n; from += 64) {
    const size_t count = n - from < 64 ? n - from : 64;
    const float split_max = max_of(x + from, count);
    const float split_sum = isfinite(split_max) ? sum_of_exp(x + from, count, split_max) : 0.0f;
    const float top = split_max > m ? split_max : m;
    s = s * expf(m - top) + split_sum * expf(split_max - top);
    m = top;
  }
  return m + logf(s);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, row);
}
