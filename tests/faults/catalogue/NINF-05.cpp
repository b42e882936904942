// fault: NINF-05
// class: NINF
// law: mask, accuracy
// trigger: softmax f32, 33 entries, the first 32 -inf, the last 0: all NaN
// Online form over warps of 32 entries; a warp of only -inf is not guarded.
#include "support/rows.hpp"
using namespace faults;

static void row(const float* x, float* y, size_t n) {
  float m = -INFINITY, s = 0;
  for (size_t from = 0; from < n; from += 32) {
    const size_t count = n - from < 32 ? n - from : 32;
    const float warp_max = max_of(x + from, count);
    const float top = warp_max > m || isnan(warp_max) ? warp_max : m;
    s = (s == 0 ? 0.0f : s * expf(m - top)) + sum_of_exp(x + from, count, top);
    m = top;
  }
  for (size_t j = 0; j < n; ++j) y[j] = expf(x[j] - m) / s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
