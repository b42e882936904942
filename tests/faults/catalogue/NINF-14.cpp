// fault: NINF-14
// class: NINF
// law: special
// trigger: logsumexp f32 [-inf, -inf] gives NaN
// Four lanes, padded with -inf, and no guard for a maximum of -inf.
#include "support/rows.hpp"
using namespace faults;

static float row(const float* x, size_t n) {
  const float m = max_of(x, n);
  if (n == 0 || m == INFINITY) return m;
  float lane[4] = {};
  for (size_t j = 0; j < (n + 3) / 4 * 4; ++j) lane[j % 4] += expf((j < n ? x[j] : -INFINITY) - m);
  return m + logf((lane[0] + lane[2]) + (lane[1] + lane[3]));
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, row);
}
