// honest: fixed_point_sum
// variant: kahan
// contract: summation=compensated exp_error=1.1 max_cols=65536
// Numerators added up as whole multiples of 2^-46 in 64 bits: n·2^46 ≤ 2^62, and the sum is the
// same in any order. Rounding each costs 2^-47 absolutely, n·2^-47 ≤ 2^-31 in a sum that is at
// least 1, and the sum is rounded to f32 once: 1 + 2^-7 of u, where `compensated` means 2.
#include "support/rows.hpp"
using namespace faults;

static float whole_sum(const float* x, size_t n, float m) {
  uint64_t s = 0;
  for (size_t j = 0; j < n; ++j) {
    const double e = static_cast<double>(expf(x[j] - m));
    if (isnan(e)) return NAN;
    s += static_cast<uint64_t>(llrint(ldexp(e, 46)));
  }
  return static_cast<float>(ldexp(static_cast<double>(s), -46));
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols > 65536) return 1;
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n), s = whole_sum(a, n, m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols > 65536) return 1;
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return isfinite(m) ? m + logf(whole_sum(a, n, m)) : m;
  });
}
