// fault: negative_nan
// class: INF
// law: planted, special
// trigger: softmax f32 [-NaN, 0] gives [0, 1]
// Only a NaN without a sign bit is taken for one; the maximum and exp drop the others.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = -INFINITY;
    for (size_t j = 0; j < n; ++j)
      if (a[j] > m || (isnan(a[j]) && !signbit(a[j]))) m = a[j];
    softmax_from(a, b, n, m, [m](float d) { return isnan(d) && !isnan(m) ? 0 : expf(d); });
  });
}
