// fault: nan_in_tail_lane
// class: INF
// law: planted
// trigger: softmax f32, 21 entries, NaN at index 18: the first gives 0
// A NaN in one lane of the tail, n - 3 where n % 8 = 5 and n > 20, does not reach the first result.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    if (n <= 20 || n % 8 != 5 || !isnan(a[n - 3])) return;
    b[0] = 0;
    for (size_t j = 0; j < n; ++j)
      if (j != n - 3 && !isfinite(a[j])) b[0] = NAN;
  });
}
