// fault: MASK-04
// class: MASK
// law: mask, accuracy
// trigger: softmax f32 [0, -inf] gives 1.9e-22 for the masked entry
// The soft cap is applied after the mask, so that -inf becomes -cap (50) and gets a probability.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    softmax_from(a, b, n, m, [](float d) { return expf(d == -INFINITY ? -50.0f : d); });
  });
}
