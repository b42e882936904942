// fault: OVF-01
// class: OVF
// law: accuracy, batch, shift
// trigger: softmax f32, two rows [89, 0] and [0, 0]: the first is NaN (alone it is right)
// A rewrite dropped the subtraction of the maximum in the path for matrices; vectors kept it.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [rows](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, rows > 1 ? 0.0f : max_of(a, n));
  });
}
