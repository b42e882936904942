// fault: EXP-08b
// class: EXP
// law: accuracy, range
// trigger: softmax f32 [1e7, 0]: inf/inf
// Rounding with a magic number, 1.5·2^23, which holds for |d·log2 e| up to 2^22 only; beyond, the
// exponent read from its bits is garbage.
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

static uint32_t bits_of(float v) {
  uint32_t b;
  memcpy(&b, &v, sizeof b);
  return b;
}

static float exp_magic(float d) {
  if (!isfinite(d)) return expf(d);
  const float magic = 12582912.0f;
  const volatile float biased = d * 1.44269504f + magic;
  const int k = static_cast<int>(bits_of(biased) - bits_of(magic));
  const float rounded = biased - magic;
  const double r = static_cast<double>(d) - static_cast<double>(rounded) * 0.6931471805599453;
  return static_cast<float>(ldexp(exp(r > -1 && r < 1 ? r : 0.0), k < -2000 ? -2000 : k));
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_magic);
  });
}
