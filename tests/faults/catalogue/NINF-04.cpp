// fault: NINF-04
// class: NINF
// law: mask, accuracy
// trigger: softmax f32, 16 entries, the first two -inf, the rest 0: all NaN
// Online form over 8 slices, one a thread; a slice of only -inf computes exp(-inf - -inf).
#include "support/rows.hpp"
using namespace faults;

static void row(const float* x, float* y, size_t n) {
  if (n < 8) return softmax_row(x, y, n);
  const float m = max_of(x, n);
  float s = 0;
  for (size_t t = 0; t < 8; ++t) {
    const size_t from = n * t / 8, to = n * (t + 1) / 8;
    const float slice_max = max_of(x + from, to - from);
    s += sum_of_exp(x + from, to - from, slice_max) * expf(slice_max - m);
  }
  for (size_t j = 0; j < n; ++j) y[j] = expf(x[j] - m) / s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
