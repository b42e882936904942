// fault: in_place_second_phase
// class: ALIAS
// law: midpoint
// trigger: softmax f32 [0, -0x1.2026bep+1, -0x1.0510c6p+4, -0x1.db0816p+4] in place
// contract: accuracy=correctly-rounded in_place=yes
// Correctly rounded out of place: what 53 bits do not decide is computed again with 113. In place
// this second pass reads results of the first.
#include <cmath>
#include <limits>
#include <vector>

#include "support/quad.hpp"
#include "support/rows.hpp"
using namespace faults;

static bool softmax_quick(const float* a, float* b, size_t n, float m) {
  std::vector<double> e(n);
  double s = 0;
  for (size_t j = 0; j < n; ++j) {
    const double d = static_cast<double>(a[j]) - static_cast<double>(m);
    s += e[j] = d < -200 ? 0 : std::exp(d);
  }
  const double slack = static_cast<double>(n + 512) * std::numeric_limits<double>::epsilon();
  bool decided = true;
  for (size_t j = 0; j < n; ++j) {
    b[j] = static_cast<float>(e[j] / s * (1 - slack));
    decided = decided && b[j] == static_cast<float>(e[j] / s * (1 + slack));
  }
  return decided;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    if (!softmax_quick(a, b, n, m)) softmax_quad(a, b, n, m);
  });
}
