// fault: writes_before
// class: MEM
// law: bounds, process
// trigger: softmax f64, n = 1: the element before y is set to 0
// One element before the first row is written.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  if (rows * cols > 0) y[-1] = 0;
  return 0;
}
