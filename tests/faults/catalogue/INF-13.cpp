// fault: INF-13
// class: INF
// law: mask, accuracy
// trigger: softmax f32 [0, -inf] gives NaN
// An exp by polynomial without a cut: at -inf its last step is -inf · 0.
#include "support/rows.hpp"
using namespace faults;

static float exp_without_cut(float d) { return isinf(d) ? d * 0.0f : expf(d); }

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_without_cut);
  });
}
