// hostile: aborts
// class: CRASH
// law: process
// trigger: softmax f32, any call with entries
// abort, as a failed assertion does.
#include <stdlib.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  abort();
  return softmax_batch(x, y, rows, cols);
}
