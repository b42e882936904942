// fault: INF-02
// class: INF
// law: special
// trigger: logsumexp f32 [inf, 2, 3] gives NaN where inf is promised
// contract: positive_infinity=limit
// inf - inf: the guard asks for -inf only.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return m == -INFINITY ? m : m + logf(sum_of_exp(a, n, m));
  });
}
