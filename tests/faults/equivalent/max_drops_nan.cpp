// equivalent: max_drops_nan
// class: INF
// The maximum is taken with fmax, which drops NaN. Proof: the NaN is still an argument of exp, x_j
// − m is NaN whatever m is, exp of it is NaN, the sum is NaN, and every quotient with it. It would
// not be equivalent with an exp that swallows NaN (INF-08) or a test of m for −inf (INF-07).
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = -INFINITY;
    for (size_t j = 0; j < n; ++j) m = fmaxf(m, a[j]);
    softmax_from(a, b, n, m);
  });
}
