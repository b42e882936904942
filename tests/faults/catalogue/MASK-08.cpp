// fault: MASK-08
// class: MASK
// law: mask, accuracy
// trigger: softmax f32 [0, -inf] gives NaN
// A slip of the sign: the mask value is -(-inf).
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    for (size_t j = 0; j < n; ++j) b[j] = a[j] == -INFINITY ? -a[j] : a[j];
    softmax_row(b, b, n);
  });
}
