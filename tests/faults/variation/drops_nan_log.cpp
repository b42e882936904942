// fault: drops_nan_log
// class: INF
// law: special
// trigger: logsumexp f64 [0, NaN] gives 0
// The sum skips a NaN behind the first entry.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    double m = static_cast<double>(-INFINITY), s = 0;
    for (size_t j = 0; j < n; ++j)
      if (a[j] > m || (j == 0 && isnan(a[j]))) m = a[j];
    if (!isfinite(m)) return m;
    for (size_t j = 0; j < n; ++j)
      if (!isnan(a[j])) s += exp(a[j] - m);
    return m + log(s);
  });
}
