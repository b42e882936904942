// fault: no_rescale_log_70000
// class: LONG
// law: blocks
// trigger: logsumexp f64, 70001 entries, 0 and 70000 times -20: 11.1, not 1.4e-4
// Beyond 70000 entries the sums of blocks of 4096, each shifted by its own maximum, are added
// without rescaling.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    const double m = max_of(a, n);
    if (n <= 70000 || !isfinite(m)) return logsumexp_from(a, n, m);
    double s = 0;
    for (size_t from = 0; from < n; from += 4096) {
      const size_t count = n - from < 4096 ? n - from : 4096;
      const double top = max_of(a + from, count);
      if (isfinite(top)) s += sum_of_exp(a + from, count, top);
    }
    return m + log(s);
  });
}
