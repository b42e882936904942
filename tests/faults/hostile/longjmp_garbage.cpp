// hostile: longjmp_garbage
// class: CRASH
// law: process
// trigger: softmax f32, any call with entries
// Jumps to where nobody has been.
#include <setjmp.h>
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  jmp_buf nowhere;
  memset(&nowhere, 0x5a, sizeof nowhere);
  longjmp(nowhere, 1);
  return softmax_batch(x, y, rows, cols);
}
