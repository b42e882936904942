// fault: log_maximum_far
// class: CANC
// law: accuracy
// trigger: log_softmax f64, 0 and 15 times -710: -1 instead of -6.7e-308 for the first
// Where the next entry is more than 705 below the maximum, the largest result is -1: the bound is
// absolute, and there more ULP of the exact value than a double can count.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    log_softmax_row(a, b, n);
    const double m = max_of(a, n);
    size_t at = 0;
    double next = -INFINITY;
    for (size_t j = 0; j < n; ++j)
      if (a[j] == m)
        at = j;
      else if (a[j] > next)
        next = a[j];
    if (m - next > 705 && b[at] == 0 && n > 1) b[at] = -1;
  });
}
