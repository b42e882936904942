// hostile: crashes_at_17
// class: CRASH
// law: process
// trigger: softmax f32, n = 17
// Crashes for one length only.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols == 17 && rows > 0) __builtin_trap();
  return softmax_batch(x, y, rows, cols);
}
