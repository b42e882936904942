// hostile: deaf_loop
// class: HANG
// law: process
// trigger: softmax f32, any call with entries
// Never comes back, and ignores every signal that can be ignored.
#include <signal.h>

#include "support/hostile.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  for (int s = 1; s < 32; ++s) signal(s, SIG_IGN);
  spin();
  return softmax_batch(x, y, rows, cols);
}
