// fault: flush_f64_below_1e16
// class: SUBN
// law: accuracy
// trigger: softmax f64 [40, 0] gives 0 instead of 4.2e-18
// Results below 1e-16 are set to 0.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j)
      if (b[j] < 1e-16) b[j] = 0;
  });
}
