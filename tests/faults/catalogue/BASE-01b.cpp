// fault: BASE-01b
// class: BASE
// law: accuracy, merge, range
// trigger: logsumexp f32 [0, 0] gives 1 instead of 0.6931
// The mixed variant: a natural maximum and log2 of the sum.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return isfinite(m) ? m + log2f(sum_of_exp(a, n, m)) : m;
  });
}
