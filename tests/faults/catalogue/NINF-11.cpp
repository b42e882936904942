// fault: NINF-11
// class: NINF
// law: special
// trigger: logsumexp f64 [-inf] gives NaN
// No guard for a row of only -inf at any length.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    const double m = max_of(a, n);
    if (n == 0 || m == static_cast<double>(INFINITY)) return m;
    return m + log(sum_of_exp(a, n, m));
  });
}
