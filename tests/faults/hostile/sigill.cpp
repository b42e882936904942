// hostile: sigill
// class: CRASH
// law: process
// trigger: softmax f32, any call with entries
// An instruction that does not exist.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  __builtin_trap();
  return softmax_batch(x, y, rows, cols);
}
