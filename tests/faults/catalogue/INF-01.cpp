// fault: INF-01
// class: INF
// law: mask, permutation
// trigger: logsumexp f64 [-inf, 5] gives -inf; [5, -inf] is right
// The form for two arguments returns the first one that is not finite.
#include "support/rows.hpp"
using namespace faults;

static double two(double a, double b) {
  if (!isfinite(a)) return a;
  if (!isfinite(b)) return b < 0 ? a : b;
  return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b));
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    return n == 2 ? two(a[0], a[1]) : logsumexp_row(a, n);
  });
}
