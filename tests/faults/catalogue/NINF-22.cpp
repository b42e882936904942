// fault: NINF-22
// class: NINF
// law: special
// trigger: logsumexp f32 [-inf] gives NaN
// The stable form, max + log(sum of exp(x - max)), without a case for -inf.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return n == 0 ? m : m + logf(sum_of_exp(a, n, m));
  });
}
