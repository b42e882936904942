// fault: MASK-05
// class: MASK
// law: mask, accuracy
// trigger: softmax f64 [0, -inf] gives [0.5, 0.5]
// The mask is a product: masked entries become 0, and exp(0) is 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double ninf = static_cast<double>(-INFINITY);
    for (size_t j = 0; j < n; ++j) b[j] = a[j] == ninf ? 0.0 : a[j];
    softmax_row(b, b, n);
  });
}
