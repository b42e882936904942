// fault: EXP-02
// class: EXP
// law: accuracy
// trigger: softmax f16 [0, -0.347]: 0.53 ULP off where 0.51 is promised
// contract: accuracy=ulp:0.51
// One multiply-add line of the polynomial for 2^f stands there twice: a spurious leading term of
// 1.8e-5 relative, which a result in binary16 nearly hides.
#include "support/sixteen.hpp"
using namespace faults;

static float exp_with_stray_line(float d) {
  if (!(d > -200)) return expf(d);
  const double z = static_cast<double>(d) * 1.4426950408889634;
  const double k = rint(z), f = z - k;
  double p = 1.535336188319500e-4;
  p = p * f + 1.339887440266574e-3;
  p = p * f + 1.339887440266574e-3;
  p = p * f + 9.618437357674640e-3;
  p = p * f + 5.550332471162809e-2;
  p = p * f + 2.402264791363012e-1;
  p = p * f + 6.931472028550421e-1;
  p = p * f + 1;
  return static_cast<float>(ldexp(p, static_cast<int>(k)));
}

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    softmax_bits_from<F16>(a, b, n, max_of_bits<F16>(a, n), exp_with_stray_line);
  });
}
