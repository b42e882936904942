// hostile: unbounded_memory
// class: MEMORY
// law: process
// trigger: softmax f32, any call with entries
// Takes memory and uses it, until there is no more or 8 GiB are taken.
#include <stdlib.h>
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  for (int i = 0; i < 128; ++i) {
    const size_t chunk = size_t{64} << 20;
    void* const taken = malloc(chunk);
    if (taken == nullptr) abort();
    memset(taken, i + 1, chunk);
    asm volatile("" : : "r"(taken) : "memory");  // or the compiler drops the writes
  }
  return softmax_batch(x, y, rows, cols);
}
