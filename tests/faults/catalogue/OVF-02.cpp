// fault: OVF-02
// class: OVF
// law: accuracy, shift, sum
// trigger: softmax f64 [800, 1, 1] gives [NaN, 0, 0]
// exp without a shift; right for every |x| below 709.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols,
                  [](const double* a, double* b, size_t n) { softmax_from(a, b, n, 0.0); });
}
