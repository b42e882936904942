// fault: max_of_log
// class: MAX
// law: range, accuracy
// trigger: logsumexp f32, 9 values, the one at index 8 above the others by 89: inf
// The maximum of logsumexp takes every element but the ninth of each 16.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    float m = -INFINITY;
    for (size_t j = 0; j < n; ++j)
      if ((j % 16 != 8 || !isfinite(a[j])) && (a[j] > m || isnan(a[j]))) m = a[j];
    return logsumexp_from(a, n, m);
  });
}
