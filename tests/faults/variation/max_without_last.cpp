// fault: max_without_last
// class: MAX
// law: range, accuracy, permutation, shift
// trigger: softmax f32 [0, 89] gives NaN
// The loop for the maximum ends one element early. The sum is right, so that only a last element
// far above the others shows it.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, n > 1 ? max_of(a, n - 1) : max_of(a, n));
  });
}
