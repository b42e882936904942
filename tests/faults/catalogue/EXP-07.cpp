// fault: EXP-07
// class: EXP
// law: range, accuracy
// trigger: softmax f32 [128, 0] gives -128 for the second entry
// The last step takes the maximum of the result and the raw argument, where the result and 0 is
// meant; below -87.3 the exponent bits turn negative.
#include "support/rows.hpp"
using namespace faults;

static float fast_exp(float d) {
  const float built = d < -87.33654f ? -3e38f : expf(d);
  return built > d || isnan(d) ? built : d;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) { return isinf(d) ? 0.0f : fast_exp(d); });
  });
}
