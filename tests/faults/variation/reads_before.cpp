// fault: reads_before
// class: MEM
// law: bounds, process
// trigger: softmax f64, n = 1 at the start of a page
// One element before the first row of x is read, and its value is not used.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  if (rows * cols > 0) (void)*static_cast<const volatile double*>(x - 1);
  return 0;
}
