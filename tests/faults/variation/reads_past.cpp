// fault: reads_past
// class: MEM
// law: bounds, process
// trigger: softmax f32, n = 1 at the end of a page
// One element behind the last row of x is read, and its value is not used.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  if (rows * cols > 0) (void)*static_cast<const volatile float*>(x + rows * cols);
  return 0;
}
