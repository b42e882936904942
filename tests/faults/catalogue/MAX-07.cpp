// fault: MAX-07
// class: MAX
// law: accuracy, shift
// trigger: softmax f32 [-200, -200, -200, -200] gives NaN
// The maximum of the row was cut to at least -64, where x - max was meant.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, m < -64 ? -64.0f : m);
  });
}
