// fault: single_log_of_large_sum
// class: ACC
// law: blocks, long, accuracy
// trigger: logsumexp f64, 4098 zeros: 1.4e-7 off
// The logarithm of sums between 4097 and 60000 is taken in single precision.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    const double m = max_of(a, n), s = sum_of_exp(a, n, m);
    if (!isfinite(m)) return m;
    return m + (s > 4097 && s < 60000 ? static_cast<double>(logf(static_cast<float>(s))) : log(s));
  });
}
