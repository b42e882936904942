// fault: INF-14
// class: INF
// law: accuracy
// trigger: logsumexp f32 [2e38] gives NaN or inf
// Two operands of a product in log space are added before the maximum is taken. Here both are x,
// and the result is halved again, which is exact until x + x overflows.
#include "support/rows.hpp"
using namespace faults;

static float row(const float* x, size_t n) {
  const float m = 2 * max_of(x, n);
  if (n == 0 || (isinf(m) && m < 0)) return m;
  float s = 0;
  for (size_t j = 0; j < n; ++j) s += expf(((x[j] + x[j]) - m) * 0.5f);
  return m * 0.5f + logf(s);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, row);
}
