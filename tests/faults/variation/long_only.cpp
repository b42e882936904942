// fault: long_only
// class: LEN
// law: accuracy, sum
// trigger: softmax f64, 4096 equal values: 1/4095 each
// From n = 4096 on the sum starts at element 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const size_t skip = n >= 4096 ? 1 : 0;
    const double m = max_of(a, n);
    const double s = sum_of_exp(a + skip, n - skip, m);
    for (size_t j = 0; j < n; ++j) b[j] = exp(a[j] - m) / s;
  });
}
