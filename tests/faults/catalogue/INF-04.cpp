// fault: INF-04
// class: INF
// law: special
// trigger: logsumexp f64 [inf] gives -inf
// The guard for a row of only -inf asks isinf, which forgets the sign.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    const double m = max_of(a, n);
    if (isinf(m)) return static_cast<double>(-INFINITY);
    return m + log(sum_of_exp(a, n, m));
  });
}
