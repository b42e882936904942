// fault: NINF-16
// class: NINF
// law: mask, merge, batch, accuracy
// trigger: logsumexp f32, two rows [2, -inf, -inf, 1]: NaN where one row alone is right
// A parallel scan whose operator is not guarded for (-inf, -inf); a single row goes another way.
#include "support/rows.hpp"
using namespace faults;

struct Partial {
  float m, s;  // s·exp(m)
};

static Partial merge(Partial a, Partial b) {
  const float m = a.m > b.m || isnan(a.m) ? a.m : b.m;
  return {m, a.s * expf(a.m - m) + b.s * expf(b.m - m)};
}

static Partial scan(const float* x, size_t n) {
  if (n == 1) return {x[0], 1.0f};
  return merge(scan(x, n / 2), scan(x + n / 2, n - n / 2));
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [rows](const float* a, size_t n) {
    const float m = max_of(a, n);
    if (rows < 2 || !isfinite(m)) return logsumexp_from(a, n, m);
    const Partial p = scan(a, n);
    return p.m + logf(p.s);
  });
}
