// hostile: hangs_on_ties
// class: HANG
// law: process
// trigger: softmax f32 [0, 0]: rows whose first two entries are equal
// Hangs on one class of inputs only, as a search for a partition point can.
#include "support/hostile.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t r = 0; r < rows && cols > 1; ++r)
    if (x[r * cols] == x[r * cols + 1]) spin();
  return softmax_batch(x, y, rows, cols);
}
