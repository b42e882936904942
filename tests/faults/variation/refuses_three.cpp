// fault: refuses_three
// class: REFUSE
// law: refusal
// trigger: softmax f32 with n = 3 is refused
// Rows of three entries are refused and the contract names no such limit.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return cols == 3 ? 1 : softmax_batch(x, y, rows, cols);
}
