// fault: UNDF-02
// class: UNDF
// law: accuracy
// trigger: log_softmax f64 [750, 0] gives -inf for the second entry
// The logarithm of an underflowed probability; below a gap of 700 the other form is used.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    const double s = sum_of_exp(a, n, m);
    const double l = log(s);
    for (size_t j = 0; j < n; ++j) {
      const double d = a[j] - m;
      b[j] = d > -700 ? d - l : log(exp(d) / s);
    }
  });
}
