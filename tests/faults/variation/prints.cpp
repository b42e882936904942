// fault: prints
// class: PROCESS
// law: process
// trigger: softmax f32, n = 2: a line on standard output
// A line of debugging output for rows of 2 entries.
#include <stdio.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  if (cols == 2) {
    puts("softmax: n = 2");
    fflush(stdout);
  }
  return 0;
}
