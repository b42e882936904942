// honest: correctly_rounded
// contract: accuracy=correctly-rounded
// f32 computed with 113 bits and rounded once. exp: k = rint(d/ln 2), r = (d − k·ln 2)/256, 14
// terms of the series (0.00136^14/14! < 2^-169), eight squarings: relative error below
// 256·20·2^-113 + 151·2^-113 < 2^-100; the quotient is within n·2^-112 + 2^-99 relative. A rounding
// goes wrong only for an exact value closer to a midpoint than that. Closest by structure is n = 2
// with x_1 − x_2 = 2^-23: 1/2 + 2^-25 − 2^-69/48, at 2^-74.6 from the midpoint 1/2 + 2^-25: far
// enough.
#include "support/rows.hpp"
using namespace faults;

typedef __float128 Quad;

static Quad exp_quad(Quad d) {  // d ≤ 0
  if (d < -200) return 0;
  const Quad ln2_high = 0.693147180559945309417232121458176568Q;
  const int k = static_cast<int>(rint(static_cast<double>(d) * 1.4426950408889634));
  const Quad r = (d - k * ln2_high) / 256;
  Quad p = 1;
  for (int i = 14; i > 0; --i) p = 1 + p * r / i;
  for (int i = 0; i < 8; ++i) p *= p;
  Quad scale = 1;
  for (int i = 0; i < -k; ++i) scale /= 2;
  return p * scale;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    Quad s = 0;
    for (size_t j = 0; j < n; ++j) s += exp_quad(static_cast<Quad>(a[j]) - static_cast<Quad>(m));
    for (size_t j = 0; j < n; ++j)
      b[j] = static_cast<float>(exp_quad(static_cast<Quad>(a[j]) - static_cast<Quad>(m)) / s);
  });
}
