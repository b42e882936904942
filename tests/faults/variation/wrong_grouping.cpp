// fault: wrong_grouping
// class: CANC
// law: accuracy, shift
// trigger: log_softmax f64 [1e8, 1e8] is off by 1e-8
// x − (max + ln S) in f64: the rounding of max + ln S costs |max|·u.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double lse = logsumexp_row(a, n);
    for (size_t j = 0; j < n; ++j) b[j] = a[j] - lse;
  });
}
