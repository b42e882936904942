// honest: correctly_rounded
// contract: accuracy=correctly-rounded
// f32 computed with 53 bits, with 64 where they do not decide, and with 113 where those do not;
// rounded once. exp with 113: k = rint(d/ln 2), r = (d − k·ln 2)/256, 14 terms of the series
// (0.00136^14/14! < 2^-169), eight squarings: relative error below 256·20·2^-113 + 151·2^-113 <
// 2^-100; the quotient is within n·2^-112 + 2^-99 relative. A rounding goes wrong only for an exact
// value closer to a midpoint than that. Closest by structure is n = 2 with x_1 − x_2 = 2^-23:
// 1/2 + 2^-25 − 2^-69/48, at 2^-74.6 from the midpoint 1/2 + 2^-25: far enough.
#include <cmath>
#include <limits>
#include <vector>

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

// Whether every float between value·(1 − slack) and value·(1 + slack) is the same, and which.
template <class Real>
static bool rounds(Real value, Real slack, float& rounded) {
  rounded = static_cast<float>(value * (1 - slack));
  return rounded == static_cast<float>(value * (1 + slack));
}

// With p bits: d is within 104·2^-p where its exp counts (exactly d where p is 53 and the entries
// are not far apart), exp within 8 units of 2^-p, the sum within n·2^-p, the quotient within 2^-p:
// below (n + 512)·2^(1-p), and false where that does not decide.
template <class Real>
static bool softmax_quick(const float* a, float* b, size_t n, float m) {
  std::vector<Real> e(n);
  Real s = 0;
  for (size_t j = 0; j < n; ++j) {
    const Real d = static_cast<Real>(a[j]) - static_cast<Real>(m);
    s += e[j] = d < -200 ? 0 : std::exp(d);
  }
  const Real slack = static_cast<Real>(n + 512) * std::numeric_limits<Real>::epsilon();
  for (size_t j = 0; j < n; ++j)
    if (!rounds(e[j] / s, slack, b[j])) return false;
  return true;
}

static void softmax_slow(const float* a, float* b, size_t n, float m) {
  std::vector<Quad> e(n);
  Quad s = 0;
  for (size_t j = 0; j < n; ++j) {
    s += e[j] = exp_quad(static_cast<Quad>(a[j]) - static_cast<Quad>(m));
  }
  for (size_t j = 0; j < n; ++j) b[j] = static_cast<float>(e[j] / s);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    if (softmax_quick<double>(a, b, n, m) || softmax_quick<long double>(a, b, n, m)) return;
    softmax_slow(a, b, n, m);
  });
}
