// fault: single_ulp
// class: SINGLE
// law: single, accuracy
// trigger: softmax f32 [0] gives 1 - 2^-24
// A row of one entry is 1 ULP below 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    if (n == 1 && b[0] == 1) b[0] = 0x1.fffffep-1f;
  });
}
