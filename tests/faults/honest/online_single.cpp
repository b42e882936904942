// honest: online_single
// variant: online_double
// contract: exp_error=520 max_cols=256
// One pass with a running maximum, all in f32. A term that is rescaled r times has the error of
// r + 1 exps (1.01 u each) and r products (u each); the differences telescope, so that their
// roundings add up to at most d·u, as in B1. r ≤ n − 1 ≤ 255: E = 1.01·256 + 255 = 514 in the sum.
// The numerators are exps of x − max and have 1.01. Longer rows are refused, as the contract says.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols > 256) return 1;
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = -INFINITY, s = 0;
    for (size_t j = 0; j < n; ++j) {
      if (a[j] == -INFINITY) continue;
      if (a[j] > m || isnan(a[j])) {
        s = s * expf(m - a[j]) + 1;
        m = a[j];
      } else {
        s += expf(a[j] - m);
      }
    }
    if (!isfinite(m)) s = NAN;
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
