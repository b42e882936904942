// fault: unshifted_below_80
// class: OVF
// law: blocks
// trigger: softmax f32, 6200 entries of 80
// Rows within [-80, 80] are not shifted, since no exp overflows there; a sum of 6142 and more can.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    bool near = true;
    for (size_t j = 0; j < n; ++j) near = near && a[j] >= -80 && a[j] <= 80;
    softmax_from(a, b, n, near ? 0.0f : m);
  });
}
