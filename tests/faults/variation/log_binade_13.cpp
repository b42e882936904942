// fault: log_binade_13
// class: CANC
// law: blocks, long
// trigger: logsumexp f32, 8192 zeros: 0.01 off
// The table of k ln 2 in the logarithm is wrong for k = 13: sums from 2^13 to 2^14.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n), s = sum_of_exp(a, n, m);
    if (!isfinite(m)) return m;
    return m + (logf(s) + (s >= 0x1p13f && s < 0x1p14f ? 0.01f : 0));
  });
}
