// honest: sorted_sum
// variant: three_pass
// contract: summation=recursive
// The numerators are sorted and added from the smallest up: any order of additions has σ = n − 1,
// so the bound is that of three_pass. The result of a row does not depend on the order of its
// entries. A row with a NaN is not sorted, since NaN has no order; its sum is NaN.
#include <algorithm>
#include <vector>

#include "support/rows.hpp"
using namespace faults;

static float ascending_sum(const float* x, size_t n, float m) {
  std::vector<float> e(n);
  for (size_t j = 0; j < n; ++j) {
    e[j] = expf(x[j] - m);
    if (isnan(e[j])) return NAN;
  }
  std::sort(e.begin(), e.end());
  float s = 0;
  for (const float term : e) s += term;
  return s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n), s = ascending_sum(a, n, m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return isfinite(m) ? m + logf(ascending_sum(a, n, m)) : m;
  });
}
