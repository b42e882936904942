// hostile: heap_corruption
// class: CRASH
// law: process
// trigger: softmax f32, any call with entries
// Writes behind a block of the heap and frees it; the block is too large for a free list that
// nobody checks, so that the allocator finds out.
#include <stdlib.h>
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  char* volatile block = static_cast<char*>(malloc(2000));
  memset(block, 0x5a, 4096);
  asm volatile("" : : "r"(block) : "memory");  // or the compiler drops the writes
  free(block);
  return softmax_batch(x, y, rows, cols);
}
