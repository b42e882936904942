// honest: correctly_rounded
// contract: accuracy=correctly-rounded
// f32 computed with 53 bits, with 64 where they do not decide, and with 113 where those do not;
// rounded once. A rounding goes wrong only for an exact value closer to a midpoint than 113 bits
// come (support/quad.hpp). Closest by structure is n = 2 with x_1 − x_2 = 2^-23:
// 1/2 + 2^-25 − 2^-69/48, at 2^-74.6 from the midpoint 1/2 + 2^-25: far enough.
#include <cmath>
#include <limits>
#include <vector>

#include "support/quad.hpp"
#include "support/rows.hpp"
using namespace faults;

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

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    if (softmax_quick<double>(a, b, n, m) || softmax_quick<long double>(a, b, n, m)) return;
    softmax_quad(a, b, n, m);
  });
}
