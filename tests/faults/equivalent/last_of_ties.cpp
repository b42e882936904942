// equivalent: last_of_ties
// class: MAX
// The maximum keeps the last of equal entries instead of the first (>= for >), which may exchange
// +0 and −0. Proof: equal entries are equal values, x_j − (+0) and x_j − (−0) are equal for every
// x_j but 0 itself, where they are zeros of one sign or the other, and exp of both is 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    double m = static_cast<double>(-INFINITY);
    for (size_t j = 0; j < n; ++j)
      if (a[j] >= m || isnan(a[j])) m = a[j];
    softmax_from(a, b, n, m);
  });
}
