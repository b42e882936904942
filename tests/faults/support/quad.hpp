// softmax of float with 113 bits. exp: k = rint(d/ln 2), r = (d − k·ln 2)/256, 14 terms of the
// series (0.00136^14/14! < 2^-169), eight squarings: relative error below 256·20·2^-113 +
// 151·2^-113 < 2^-100; the quotient is within n·2^-112 + 2^-99 relative.
#pragma once

#include <cmath>
#include <vector>

namespace faults {

typedef __float128 Quad;

inline Quad exp_quad(Quad d) {  // d ≤ 0
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

inline void softmax_quad(const float* a, float* b, size_t n, float m) {
  std::vector<Quad> e(n);
  Quad s = 0;
  for (size_t j = 0; j < n; ++j) {
    s += e[j] = exp_quad(static_cast<Quad>(a[j]) - static_cast<Quad>(m));
  }
  for (size_t j = 0; j < n; ++j) b[j] = static_cast<float>(e[j] / s);
}

}  // namespace faults
