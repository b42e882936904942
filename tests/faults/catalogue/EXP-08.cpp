// fault: EXP-08
// class: EXP
// law: accuracy, range
// trigger: softmax f32 [1e7, 0]: NaN; [200, 0] gives 1e-29 for the second entry
// The exponent is cut at -126 and the remainder is not: it grows, and the polynomial with it.
#include "support/rows.hpp"
using namespace faults;

static float exp_half_cut(float d) {
  if (!isfinite(d)) return expf(d);
  const double z = static_cast<double>(d) * 1.4426950408889634;
  double k = rint(z);
  if (k < -126) k = -126;
  const float r = static_cast<float>((z - k) * 0.6931471805599453);
  if (k > -126) return static_cast<float>(ldexp(exp(static_cast<double>(r)), static_cast<int>(k)));
  float p = 1.0f / 720;
  const float c[] = {1.0f / 120, 1.0f / 24, 1.0f / 6, 0.5f, 1.0f, 1.0f};
  for (const float term : c) p = p * r + term;
  return ldexpf(p, -126);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_half_cut);
  });
}
