// honest: own_log
// variant: log1p_form
// contract: exp_error=8.1 all_masked=uniform
// A logarithm of its own: s = 2^k·z, z in [2/3, 4/3), t = (z − 1)/(z + 1), |t| ≤ 1/5, q = t²,
// ln z = 2t(1 + q/3 + … + q^5/11), cut at q^6/13 < 2^-31. z − 1 is exact (Sterbenz), z + 1 and the
// quotient cost 2u, the last addition u, the terms with q (below 0.014) 0.2 u: 4u·|ln z| at most.
// k·c1 is exact (c1 has 16 bits); two more additions cost u(|ln z| + |ln s|), the product k·c2 less
// than 2^-12 u. For k ≥ 1 that is 5|ln z|/ln s + 1 ≤ 5·0.406/0.287 + 1 ≤ 8.1 in ln s: E_l, which is
// larger than the 1.01 of expf and so what exp_error states.
// A row of only −inf is answered as a row of zeros, through the same logarithm.
#include "support/rows.hpp"
using namespace faults;

static float own_log(float s) {
  if (isnan(s)) return s;
  int k = 0;
  float z = frexpf(s, &k);
  if (z < 2.0f / 3) z *= 2, --k;
  const float t = (z - 1) / (z + 1), q = t * t;
  float p = 1.0f / 11;
  const float terms[] = {1.0f / 9, 1.0f / 7, 1.0f / 5, 1.0f / 3};
  for (const float c : terms) p = p * q + c;
  const float ln_z = 2 * t + 2 * t * (q * p);
  const float whole = static_cast<float>(k);
  return whole * 0.693145751953125f + (ln_z + whole * 1.42860677e-06f);
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    const bool masked = m == -INFINITY;
    const float l = own_log(masked ? static_cast<float>(n) : sum_of_exp(a, n, m));
    for (size_t j = 0; j < n; ++j) b[j] = (masked ? 0.0f : a[j] - m) - l;
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return isfinite(m) ? m + own_log(sum_of_exp(a, n, m)) : m;
  });
}
