// fault: tail_w4
// class: TAIL
// law: accuracy, sum
// trigger: softmax f64, 5 equal values: 1/4 each
// The sum is taken over whole vectors of 4 and forgets the remainder; shorter rows have a path of
// their own.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    const double s = sum_of_exp(a, n < 4 ? n : n / 4 * 4, m);
    for (size_t j = 0; j < n; ++j) b[j] = exp(a[j] - m) / s;
  });
}
