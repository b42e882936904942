// hostile: closes_stderr
// class: FILES
// law: process
// trigger: softmax f32, any call with entries
// Closes standard error.
#include <unistd.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  close(2);
  return softmax_batch(x, y, rows, cols);
}
