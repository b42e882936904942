// fault: copies_input
// class: GROSS
// law: accuracy, range
// trigger: log_softmax f64 [1] gives 1
// The input is handed back.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    for (size_t j = 0; j < n; ++j) b[j] = a[j];
  });
}
