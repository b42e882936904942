// hostile: floods_stdout
// class: FILES
// law: process
// trigger: softmax f32, any call with entries
// Writes a GiB to standard output; a pipe that nobody empties blocks it.
#include <string.h>
#include <unistd.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  static char text[65536];
  memset(text, 'x', sizeof text);
  for (int i = 0; i < 16384; ++i)
    if (write(1, text, sizeof text) < 0) break;
  return softmax_batch(x, y, rows, cols);
}
