// softmax of float, correctly rounded in steps: with 53 or 64 bits where they decide, else with
// 113. exp with these: k = rint(d/ln 2), r = (d − k·ln 2)/256, 14 terms of the series
// (0.00136^14/14! < 2^-169), eight squarings: relative error below 256·20·2^-113 + 151·2^-113 <
// 2^-100; the quotient is within n·2^-112 + 2^-99 relative.
#pragma once

#include <cmath>
#include <limits>
#include <vector>

namespace faults {

// Writes the results for p bits; false where they do not decide one. d is within 104·2^-p where its
// exp counts (exactly d where p is 53 and the entries are not far apart), exp within 8 units of
// 2^-p, the sum within n·2^-p, the quotient within 2^-p: below (n + 512)·2^(1-p).
template <class Real>
bool softmax_quick(const float* a, float* b, size_t n, float m) {
  std::vector<Real> e(n);
  Real s = 0;
  for (size_t j = 0; j < n; ++j) {
    const Real d = static_cast<Real>(a[j]) - static_cast<Real>(m);
    s += e[j] = d < -200 ? 0 : std::exp(d);
  }
  const Real slack = static_cast<Real>(n + 512) * std::numeric_limits<Real>::epsilon();
  bool decided = true;
  for (size_t j = 0; j < n; ++j) {
    b[j] = static_cast<float>(e[j] / s * (1 - slack));
    decided = decided && b[j] == static_cast<float>(e[j] / s * (1 + slack));
  }
  return decided;
}

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
