// hostile: forks
// class: FORK
// law: process
// trigger: softmax f32, any call with entries
// Leaves a child behind, which holds what the process had open and ends after a minute.
#include <unistd.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  static bool forked = false;
  if (!forked && fork() == 0) {
    sleep(60);
    _exit(0);
  }
  forked = true;
  return softmax_batch(x, y, rows, cols);
}
