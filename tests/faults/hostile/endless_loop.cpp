// hostile: endless_loop
// class: HANG
// law: process
// trigger: softmax f32, any call with entries
// Never comes back and uses all its time.
#include "support/hostile.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  spin();
  return softmax_batch(x, y, rows, cols);
}
