// fault: TAIL-05
// class: TAIL
// law: accuracy, batch, sum
// trigger: softmax f64, 2 rows of 513 zeros: the sums are not 1; one row alone is right
// 512 < n < 1024, n odd, n % 32 not 31, rows after the first. The cause is not known; here a second
// row of odd length starts at an odd element and its vector loop misses the last entry of the sum.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  const bool width = cols > 512 && cols < 1024 && cols % 2 == 1 && cols % 32 != 31;
  size_t r = 0;
  return each_row(x, y, rows, cols, [&r, width](const double* a, double* b, size_t n) {
    const size_t odd_start = r++ * n % 2;
    const double m = max_of(a, n);
    const double s = sum_of_exp(a, width && odd_start == 1 ? n - 1 : n, m);
    for (size_t j = 0; j < n; ++j) b[j] = exp(a[j] - m) / s;
  });
}
