// fault: MASK-07
// class: MASK
// law: mask, accuracy
// trigger: softmax f32 [0, -inf] gives NaN for the masked entry
// Masked entries hold a large fill value, pass through exp with a maximum that leaves them out, and
// are multiplied by 0 afterwards: inf · 0.
#include "support/rows.hpp"
using namespace faults;

static void row(const float* x, float* y, size_t n) {
  const float m = max_of(x, n);
  if (!isfinite(m)) return softmax_from(x, y, n, m);
  const float s = sum_of_exp(x, n, m);
  for (size_t j = 0; j < n; ++j) {
    const bool kept = x[j] != -INFINITY;
    const float filled = kept ? x[j] : 1e30f;
    y[j] = expf(filled - m) / s * (kept ? 1.0f : 0.0f);
  }
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
