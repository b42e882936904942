// hostile: leaks
// class: MEMORY
// law: process
// trigger: softmax f32, any call with entries, some thousand times
// Loses 1 MiB in each call; a worker that lives long runs out, at 8 GiB in all.
#include <stdlib.h>
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  static int calls = 0;
  if (calls++ < 8192) {
    if (void* const lost = malloc(size_t{1} << 20)) {
      memset(lost, 1, size_t{1} << 20);
      asm volatile("" : : "r"(lost) : "memory");  // or the compiler drops the writes
    }
  }
  return softmax_batch(x, y, rows, cols);
}
