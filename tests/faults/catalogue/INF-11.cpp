// fault: INF-11
// class: INF
// law: special
// trigger: logsumexp f64 [NaN] gives -inf; [NaN, NaN] gives NaN
// Length 1 has code of its own, which treats NaN as a value to leave out.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    if (n == 1) return isnan(a[0]) ? static_cast<double>(-INFINITY) : a[0];
    return logsumexp_row(a, n);
  });
}
