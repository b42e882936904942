// hostile: stack_overflow
// class: CRASH
// law: process
// trigger: softmax f32, any call with entries
// Recursion without an end.
#include "support/rows.hpp"
using namespace faults;

static int deeper(int depth) {
  volatile char frame[4096];
  frame[0] = static_cast<char>(depth);
  return deeper(depth + 1) + frame[0];
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  (void)deeper(static_cast<int>(cols));
  return softmax_batch(x, y, rows, cols);
}
