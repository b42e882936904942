// fault: CANC-08
// class: CANC
// law: accuracy
// trigger: logsumexp f32 [-13.9274826, 0]: 8.345e-7 instead of 8.941e-7
// contract: accuracy=ulp:4
// softplus = logsumexp(x, 0) with two branches, exp(x) below log(eps) + 2 and log(exp(x) + 1)
// above; the second is bad at the threshold already. Other rows are computed in f64 with log1p.
#include "support/rows.hpp"
using namespace faults;

static float softplus(float d) {
  const float threshold = -15.942385f + 2;  // ln(2^-23) + 2
  return d < threshold ? expf(d) : logf(expf(d) + 1);
}

static float row(const float* x, size_t n) {
  const float m = max_of(x, n);
  if (!isfinite(m)) return m;
  if (n == 2 && m == 0) return softplus(x[0] < x[1] ? x[0] : x[1]);
  double rest = 0;
  bool skipped = false;
  for (size_t j = 0; j < n; ++j) {
    if (!skipped && x[j] == m)
      skipped = true;
    else
      rest += exp(static_cast<double>(x[j]) - static_cast<double>(m));
  }
  return static_cast<float>(static_cast<double>(m) + log1p(rest));
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, row);
}
