// fault: divides_by_rows
// class: EMPTY
// law: empty, process
// trigger: softmax f64 with rows = 0 divides by zero: SIGFPE
// The work is split by an integer division by the number of rows.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  const volatile size_t chunk = 4096 / *const_cast<const volatile size_t*>(&rows);
  (void)chunk;
  return softmax_batch(x, y, rows, cols);
}
