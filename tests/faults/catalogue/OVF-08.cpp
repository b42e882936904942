// fault: OVF-08
// class: OVF
// law: accuracy, shift, sum
// trigger: softmax f32 [89, 0] gives NaN; [89.1, 0] is right
// A fusion pattern declared its input small because it was quantised, and skipped the maximum. Here
// a row whose values are all multiples of 1/4 counts as quantised.
#include "support/rows.hpp"
using namespace faults;

static void row(const float* x, float* y, size_t n) {
  bool trusted = true;
  for (size_t j = 0; j < n; ++j) trusted = trusted && isfinite(x[j]) && x[j] * 4 == rintf(x[j] * 4);
  softmax_from(x, y, n, trusted ? 0.0f : max_of(x, n));
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
