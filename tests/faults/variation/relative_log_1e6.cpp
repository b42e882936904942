// fault: relative_log_1e6
// class: EXP
// law: accuracy
// trigger: logsumexp f32, 16 zeros: 1e-5 off
// The logarithm is too large by 4e-6 relative.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return isfinite(m) ? m + logf(sum_of_exp(a, n, m)) * 1.000004f : m;
  });
}
