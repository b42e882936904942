// fault: OVF-07
// class: OVF
// law: accuracy, shift, sum
// trigger: softmax f32, 512 values of -1000: 0/0
// A "fast" mode without the maximum, seen from its underflow side.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols,
                  [](const float* a, float* b, size_t n) { softmax_from(a, b, n, 0.0f); });
}
