// fault: EXP-11
// class: EXP
// law: accuracy
// trigger: softmax f32 [0.3465736, 0]: 6 % off
// 2^f is taken as 1 + f; normalising does not cancel it.
#include "support/rows.hpp"
using namespace faults;

static float exp_linear(float d) {
  if (!(d > -200)) return expf(d);
  const double z = static_cast<double>(d) * 1.4426950408889634;
  const double k = floor(z);
  return static_cast<float>(ldexp(1 + (z - k), static_cast<int>(k)));
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_linear);
  });
}
