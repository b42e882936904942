// fault: NINF-07
// class: NINF
// law: special
// trigger: logsumexp f32 [-inf] gives NaN
// flags: -Wno-parentheses -Wno-float-equal -Wno-unused-value
// Combines the logsumexp of splits of 64; the guard is an expression without an assignment.
#include "support/rows.hpp"
using namespace faults;

static float row(const float* x, size_t n) {
  if (n == 0) return -INFINITY;
  float lse_max = max_of(x, n);
  if (isnan(lse_max) || lse_max == INFINITY) return lse_max;
  lse_max == lse_max == -INFINITY ? 0.0f : lse_max;
  float s = 0;
  for (size_t from = 0; from < n; from += 64)
    s += sum_of_exp(x + from, n - from < 64 ? n - from : 64, lse_max);
  return lse_max + logf(s);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, row);
}
