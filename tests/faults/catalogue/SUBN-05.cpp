// fault: SUBN-05
// class: SUBN
// law: accuracy
// trigger: softmax f32 [0, -87.4] gives 0 instead of 1.1e-38
// 2^k is built from exponent bits, which have no pattern for k below -126.
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

static float exp_bits(float d) {
  if (!(d > -200)) return expf(d);
  const double k = rint(static_cast<double>(d) * 1.4426950408889634);
  const double r = static_cast<double>(d) - k * 0.6931471805599453;
  const int exponent = static_cast<int>(k);
  const uint32_t bits = exponent < -126 ? 0 : static_cast<uint32_t>(exponent + 127) << 23;
  float scale;
  memcpy(&scale, &bits, sizeof scale);
  return static_cast<float>(exp(r)) * scale;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_bits);
  });
}
