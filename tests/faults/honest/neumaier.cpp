// honest: neumaier
// variant: kahan
// contract: summation=compensated exp_error=1.1 max_cols=4096
// Neumaier's sum: what each addition loses is added up apart and put back at the end. Its error is
// u + ((n − 1) u)² relative (Ogita, Rump, Oishi 2005, prop. 4.5): in f32 below 2u up to n = 4096,
// where longer rows are refused. expf and logf are within 1.01 u.
#include "support/rows.hpp"
using namespace faults;

static float compensated(const float* x, size_t n, float m) {
  float s = 0, lost = 0;
  for (size_t j = 0; j < n; ++j) {
    const float e = expf(x[j] - m), t = s + e;
    lost += s >= e ? (s - t) + e : (e - t) + s;
    s = t;
  }
  return s + lost;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols > 4096) return 1;
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n), s = compensated(a, n, m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols > 4096) return 1;
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n), l = logf(compensated(a, n, m));
    for (size_t j = 0; j < n; ++j) b[j] = (a[j] - m) - l;
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols > 4096) return 1;
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return isfinite(m) ? m + logf(compensated(a, n, m)) : m;
  });
}
