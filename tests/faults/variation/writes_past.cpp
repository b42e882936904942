// fault: writes_past
// class: MEM
// law: bounds, process
// trigger: softmax f32, n = 1: the element behind y is set to 0
// One element behind the last row is written.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  if (rows * cols > 0) y[rows * cols] = 0;
  return 0;
}
