// hostile: sigfpe
// class: CRASH
// law: process
// trigger: softmax f32, any call with entries
// An integer division by zero, or the signal that it gives.
#include <signal.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  raise(SIGFPE);
  return softmax_batch(x, y, rows, cols);
}
