// fault: INF-13b
// class: INF
// law: mask, accuracy
// trigger: softmax f32 [0, -inf] gives FLT_MIN for the masked entry
// The repair of INF-13: the argument is cut to [-87.33, 88.72], so that exp(-inf) is FLT_MIN.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n),
                 [](float d) { return expf(d < -87.33654f ? -87.33654f : d); });
  });
}
