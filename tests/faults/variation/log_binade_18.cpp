// fault: log_binade_18
// class: CANC
// law: blocks, long
// trigger: logsumexp f32, 2^18 zeros: 0.5 off
// The table of k ln 2 in the logarithm is wrong for k = 18: sums from 2^18 to 2^19.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n), s = sum_of_exp(a, n, m);
    if (!isfinite(m)) return m;
    return m + (logf(s) + (s >= 0x1p18f && s < 0x1p19f ? 0.5f : 0));
  });
}
