// fault: sum_without_last_log
// class: TAIL
// law: accuracy, permutation
// trigger: log_softmax f64 [0, 0] gives [0, 0]
// The sum misses the last element unless it is the largest.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    const bool last_is_top = n > 0 && (a[n - 1] == m || isnan(a[n - 1])) && !(n > 1 && a[0] == m);
    const double l = log(sum_of_exp(a, n > 1 && !last_is_top ? n - 1 : n, m));
    for (size_t j = 0; j < n; ++j) b[j] = (a[j] - m) - l;
  });
}
