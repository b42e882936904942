// hostile: closes_everything
// class: FILES
// law: process
// trigger: softmax f32, any call with entries
// Closes every file descriptor below 1024, as a careless daemon does.
#include <unistd.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  for (int fd = 0; fd < 1024; ++fd) close(fd);
  return softmax_batch(x, y, rows, cols);
}
