// fault: NINF-19
// class: NINF
// law: special, batch
// trigger: logsumexp f32, rows [-inf] and [0]: the first is NaN, alone it is right
// Segments: the default of the maximum changed from 0 to -inf and the guard was left behind.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [rows](const float* a, size_t n) {
    const float m = max_of(a, n);
    if (rows < 2 || n == 0 || m == INFINITY) return logsumexp_from(a, n, m);
    return m + logf(sum_of_exp(a, n, m));
  });
}
