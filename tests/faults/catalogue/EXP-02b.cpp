// fault: EXP-02b
// class: EXP
// law: accuracy
// trigger: softmax f32 [0, -0.347]: 1.8e-5 relative
// The stray line of EXP-02 with a result in f32.
#include "support/rows.hpp"
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

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_with_stray_line);
  });
}
