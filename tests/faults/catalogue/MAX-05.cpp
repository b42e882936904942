// fault: MAX-05
// class: MAX
// law: accuracy, permutation, shift
// trigger: softmax f32 [-100, 0] gives NaN
// The shift is the first element instead of the largest.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    if (n > 0) softmax_from(a, b, n, a[0]);
  });
}
