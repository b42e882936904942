// fault: NINF-13
// class: NINF
// law: special
// trigger: logsumexp f64 [-inf, -inf] gives NaN; one or three of them are right
// The form for two arguments, a > b ? a + log1p(exp(b - a)) : …, has no case for equal infinities.
#include "support/rows.hpp"
using namespace faults;

static double two(double a, double b) {
  return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b));
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    const double m = max_of(a, n);
    if (m == static_cast<double>(INFINITY)) return m;
    return n == 2 ? two(a[0], a[1]) : logsumexp_from(a, n, m);
  });
}
