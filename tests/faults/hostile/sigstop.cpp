// hostile: sigstop
// class: HANG
// law: process
// trigger: softmax f32, any call with entries
// The process stops itself: it is there, and does not answer.
#include <signal.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  raise(SIGSTOP);
  return softmax_batch(x, y, rows, cols);
}
