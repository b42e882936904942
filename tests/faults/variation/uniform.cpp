// fault: uniform
// class: GROSS
// law: accuracy, mask
// trigger: softmax f64 [0, 1] gives [0.5, 0.5]
// 1/n for every entry: it has the right sum, range, order and symmetry.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    for (size_t j = 0; j < n; ++j) b[j] = isfinite(m) ? 1 / static_cast<double>(n) : NAN;
  });
}
