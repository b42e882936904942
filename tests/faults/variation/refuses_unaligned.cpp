// fault: refuses_unaligned
// class: REFUSE
// law: refusal
// trigger: softmax f32 [0, 0, 0, 0] at an address that is no multiple of 16 is refused
// Rows that do not start at a multiple of 16 bytes are refused where a vector body would run.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if ((reinterpret_cast<uintptr_t>(x) & 15) != 0 && rows * cols % 4 == 0 && cols > 0) return 1;
  return softmax_batch(x, y, rows, cols);
}
