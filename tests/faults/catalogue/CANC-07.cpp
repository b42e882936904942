// fault: CANC-07
// class: CANC
// law: special
// trigger: logsumexp f32 [-inf] gives -27.6
// log(sum + 1e-12) hides log(0), with 0 in the place of a maximum of -inf.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    float m = max_of(a, n);
    if (n == 0 || m == INFINITY) return m;
    if (m == -INFINITY) m = 0;
    return m + logf(sum_of_exp(a, n, m) + 1e-12f);
  });
}
