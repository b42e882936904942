// fault: EXP-04
// class: EXP
// law: accuracy
// trigger: softmax f32 [0, -0.3]
// The operands of the multiply-add were taken as (acc, a, b) where (a, b, acc) was meant.
#include "support/rows.hpp"
using namespace faults;

static double madd(double a, double b, double acc) { return a * b + acc; }

static float exp_permuted(float d) {
  if (!(d > -200)) return expf(d);
  const double z = static_cast<double>(d) * 1.4426950408889634;
  const double k = rint(z), r = (z - k) * 0.6931471805599453;
  const double c[] = {1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1.0, 1.0};
  double p = c[0];
  for (int i = 1; i < 7; ++i) p = madd(c[i], p, r);  // madd(p, r, c[i]) is meant
  return static_cast<float>(ldexp(p, static_cast<int>(k)));
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_permuted);
  });
}
