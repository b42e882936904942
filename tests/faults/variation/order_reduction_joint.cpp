// fault: order_reduction_joint
// class: ORDER
// law: order
// trigger: softmax f32 [0, -0x1.62e42ep-2, -0x1.62e43p-2]: the last is above the one before
// exp is up to 3 units high just beyond each (k + 1/2) ln 2, where its range reduction changes k:
// the results rise there.
#include "support/rows.hpp"
using namespace faults;

static float exp_by_parts(float d) {
  const double t = static_cast<double>(d) * -1.4426950408889634, part = t - floor(t);
  const double e = exp(static_cast<double>(d));
  return static_cast<float>(part > 0.5 && part < 0.501 ? e * (1 + 3 * 0x1p-24) : e);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_by_parts);
  });
}
