// fault: gap_above_700
// class: EXP
// law: accuracy
// trigger: softmax f64 [701, 0] gives 0 instead of 3.6e-305
// exp is cut to 0 below -700, where results are still normal numbers.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](double d) { return d < -700 ? 0.0 : exp(d); });
  });
}
