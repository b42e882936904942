// honest: exp2_split
// contract: order=bound
// exp(d) = 2^(d·log2 e) with log2 e = L + l. t = fl(d·L); what it lost, fma(d, L, −t), and d·l are
// kept in f, |f| ≤ 152·2^-24 + 105·2^-25 < 2^-16, and enter as the factor 1 + f·ln 2:
// the neglected (f ln 2)²/2 is below 2^-33. exp2f is within 1.01 u, f itself within 2^-40, the
// factor and the product round once each: E < 3.1, of 4. Not proved monotone across a change of t.
// Where the result is subnormal, exp2f's rounding is absolute, at most η, which B2 counts.
#include "support/rows.hpp"
using namespace faults;

static float exp_by_2(float d) {
  if (!(d > -105)) return expf(d);  // 0, or NaN
  const float high = 0x1.715476p+0f, low = 0x1.4ae0cp-26f;
  const float t = d * high;
  const float f = fmaf(d, high, -t) + d * low;
  return exp2f(t) * (1 + f * 0.693147181f);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += b[j] = exp_by_2(a[j] - m);
    for (size_t j = 0; j < n; ++j) b[j] /= s;
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    return logsumexp_from(a, n, max_of(a, n), exp_by_2);
  });
}
