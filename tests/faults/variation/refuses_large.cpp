// fault: refuses_large
// class: REFUSE
// law: refusal
// trigger: log_softmax f64 [1e5] is refused
// Rows with an entry beyond 1e4 are refused.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  for (size_t i = 0; i < rows * cols; ++i)
    if (isfinite(x[i]) && fabs(x[i]) > 1e4) return 1;
  return log_softmax_batch(x, y, rows, cols);
}
