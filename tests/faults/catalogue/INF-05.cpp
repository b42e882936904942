// fault: INF-05
// class: INF
// law: special
// trigger: logsumexp f32 [-inf, -inf] gives 0
// A repair for outputs that nothing had written turns every result that is not finite into 0.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float r = logsumexp_row(a, n);
    return isfinite(r) || n == 0 ? r : 0.0f;
  });
}
