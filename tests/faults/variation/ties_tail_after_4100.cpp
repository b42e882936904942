// fault: ties_tail_after_4100
// class: ORDER
// law: order, blocks
// trigger: softmax f64, 4101 entries, 1 and then zeros: the last results differ from the others
// In rows of more than 4100 entries whole vectors of 8 are multiplied by the reciprocal of the sum
// and the remainder is divided: equal inputs give unequal bits.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    if (n <= 4100) return softmax_row(a, b, n);
    const double m = max_of(a, n), s = sum_of_exp(a, n, m), r = 1 / s;
    for (size_t j = 0; j < n; ++j) {
      const double e = exp(a[j] - m), q = j < n / 8 * 8 ? e * r : e / s;
      b[j] = q > 1 ? 1 : q;
    }
  });
}
