// fault: merge_base_2
// class: BASE
// law: merge, accuracy
// trigger: logsumexp f64, 33 zeros: the block behind the first counts as powers of 2
// Blocks of 32 are merged; the difference of their partial results goes through exp2.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    const double all = max_of(a, n);
    if (!isfinite(all) || n <= 32) return logsumexp_row(a, n);
    double lse = logsumexp_row(a, 32);
    for (size_t from = 32; from < n; from += 32) {
      const double part = logsumexp_row(a + from, n - from < 32 ? n - from : 32);
      const double high = fmax(lse, part), low = fmin(lse, part);
      lse = high + log1p(low == static_cast<double>(-INFINITY) ? 0.0 : exp2(low - high));
    }
    return lse;
  });
}
