// fault: LAY-08
// class: LAYOUT
// law: sum, accuracy, batch
// trigger: softmax f32, 4 rows of 1 entry: 1/4 each instead of 1
// The older rule of the operator flattens all from the axis on: here 4 rows are one.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows % 4 != 0) return softmax_batch(x, y, rows, cols);
  return softmax_batch(x, y, rows / 4, cols * 4);
}
