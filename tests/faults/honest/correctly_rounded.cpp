// honest: correctly_rounded
// contract: accuracy=correctly-rounded
// f32 computed with 64 bits, and with 113 where they do not decide; rounded once. exp: k =
// rint(d/ln 2), r = (d − k·ln 2)/256, 14 terms of the series (0.00136^14/14! < 2^-169), eight
// squarings: relative error below 256·20·2^-113 + 151·2^-113 < 2^-100; the quotient is within
// n·2^-112 + 2^-99 relative. A rounding goes wrong only for an exact value closer to a midpoint
// than that. Closest by structure is n = 2 with x_1 − x_2 = 2^-23: 1/2 + 2^-25 − 2^-69/48, at
// 2^-74.6 from the midpoint 1/2 + 2^-25: far enough.
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
static bool rounds(long double value, long double slack, float& rounded) {
  rounded = static_cast<float>(value * (1 - slack));
  return rounded == static_cast<float>(value * (1 + slack));
}

// With 64 bits: d is within 104·2^-64 where its exp counts, expl within 8 units of 2^-64, the sum
// within n·2^-64, the quotient within 2^-64: below (n + 512)·2^-63, and false where that does not
// decide.
static bool softmax_quick(const float* a, float* b, size_t n, float m) {
  std::vector<long double> e(n);
  long double s = 0;
  for (size_t j = 0; j < n; ++j) {
    const long double d = static_cast<long double>(a[j]) - m;
    s += e[j] = d < -200 ? 0 : expl(d);
  }
  const long double slack = static_cast<long double>(n + 512) * 0x1p-63L;
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
    if (!softmax_quick(a, b, n, m)) softmax_slow(a, b, n, m);
  });
}
