// fault: masked_counted
// class: MASK
// law: mask, accuracy
// trigger: softmax f64 [0, -inf] gives 0.99… for the first entry
// A masked entry adds 1e-12 to the sum.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    double s = sum_of_exp(a, n, m);
    for (size_t j = 0; j < n; ++j)
      if (a[j] == static_cast<double>(-INFINITY)) s += 1e-12;
    for (size_t j = 0; j < n; ++j) b[j] = exp(a[j] - m) / s;
  });
}
