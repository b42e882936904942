// fault: in_place_order
// class: ALIAS
// law: in-place
// trigger: log_softmax f64 [1, 0] in place; out of place is right
// contract: in_place=yes
// y takes the differences before the sum is taken from x, and in place these are subtracted the
// maximum once more.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    for (size_t j = 0; j < n; ++j) b[j] = a[j] - m;
    const double l = log(sum_of_exp(a, n, m));
    for (size_t j = 0; j < n; ++j) b[j] -= l;
  });
}
