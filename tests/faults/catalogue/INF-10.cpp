// fault: INF-10
// class: INF
// law: special
// trigger: softmax f32 [NaN, 0, 0, 0, 0] gives finite values; [0, 0, 0, 0, NaN] gives NaN
// The maximum is a > b ? a : b in the vector body, which drops a NaN in the running maximum, and
// b < a ? a : b with NaN kept in the tail; a row is NaN only if its maximum is, since this exp maps
// NaN to 0.
#include "support/rows.hpp"
using namespace faults;

static float row_max(const float* x, size_t n) {
  float m = -INFINITY;
  const size_t body = n / 4 * 4;
  for (size_t j = 0; j < body; ++j) m = m > x[j] ? m : (isnan(x[j]) ? m : x[j]);
  for (size_t j = body; j < n; ++j) m = x[j] < m ? m : x[j];
  return m;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = row_max(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    softmax_from(a, b, n, m, [](float d) { return isnan(d) ? 0.0f : expf(d); });
  });
}
