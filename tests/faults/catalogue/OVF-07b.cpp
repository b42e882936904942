// fault: OVF-07b
// class: OVF
// law: accuracy, shift, sum
// trigger: softmax f32 [-104, -104] gives NaN
// The variant that a test of overflow alone misses: the maximum is subtracted only when it is
// large.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, m > 80 ? m : 0.0f);
  });
}
