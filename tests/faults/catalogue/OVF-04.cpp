// fault: OVF-04
// class: OVF
// law: accuracy, range, shift
// trigger: logsumexp f32 [20, 30, 100] gives inf
// Integer input took a branch without the shift; here a row whose values are all integers does.
#include "support/rows.hpp"
using namespace faults;

static float row(const float* x, size_t n) {
  bool integral = n > 0;
  for (size_t j = 0; j < n; ++j) integral = integral && x[j] == rintf(x[j]);
  const float m = max_of(x, n);
  return integral && isfinite(m) ? logf(sum_of_exp(x, n, 0.0f)) : logsumexp_from(x, n, m);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, row);
}
