// hostile: heap_corruption
// class: CRASH
// law: process
// trigger: softmax f32, any call with entries
// Writes behind a block of the heap and frees it: the heap breaks now, or in whoever uses it next.
#include <stdlib.h>
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  char* volatile block = static_cast<char*>(malloc(24));
  memset(block, 0x5a, 4096);
  free(block);
  return softmax_batch(x, y, rows, cols);
}
