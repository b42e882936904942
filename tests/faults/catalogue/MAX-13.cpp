// fault: MAX-13
// class: MAX
// law: accuracy, shift
// trigger: softmax f32 [-105] gives NaN; 32 such values are right
// A reduction over 32 lanes of which only n take part; the others are read as 0.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = max_of(a, n);
    if (n < 32 && m < 0) m = 0;
    softmax_from(a, b, n, m);
  });
}
