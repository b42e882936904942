// fault: BASE-01
// class: BASE
// law: accuracy, merge
// trigger: logsumexp f32, 65 equal values
// Partials of 64 entries come as log2 of the sum of powers of 2, and are merged as natural
// logarithms.
#include "support/rows.hpp"
using namespace faults;

static float row(const float* x, size_t n) {
  const float m = max_of(x, n);
  if (!isfinite(m) || n <= 64) return logsumexp_from(x, n, m);
  float s = 0;
  for (size_t from = 0; from < n; from += 64) {
    const float partial = sum_of_exp(x + from, n - from < 64 ? n - from : 64, m);
    s += expf(log2f(partial));
  }
  return m + logf(s);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, row);
}
