// fault: MASK-02b
// class: MASK
// law: accuracy, shift
// trigger: softmax f32 [-20000] gives NaN
// The first half of the repair in MASK-02: only the maximum is cut at -1e4.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, m < -1e4f ? -1e4f : m);
  });
}
