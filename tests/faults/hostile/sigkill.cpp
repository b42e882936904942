// hostile: sigkill
// class: CRASH
// law: process
// trigger: softmax f32, any call with entries
// A signal that nothing can catch.
#include <signal.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  raise(SIGKILL);
  return softmax_batch(x, y, rows, cols);
}
