// hostile: sigsegv
// class: CRASH
// law: process
// trigger: softmax f32, any call with entries
// Reads address 8.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols == 0) return 0;
  (void)*reinterpret_cast<const volatile int*>(8);
  return softmax_batch(x, y, rows, cols);
}
