// fault: xor_nan_mask
// class: MAX
// law: planted, special
// trigger: softmax f32, NaN at 0 and 8 of 16
// contract: nan=propagate
// NaN are noted in a mask of 8 lanes, joined by exclusive or: a lane with two of them has none.
// NaN do not reach the sum, since exp of them is cut off by max(d, -104).
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    unsigned mask = 0;
    float m = -INFINITY;
    bool some = false;
    for (size_t j = 0; j < n; ++j) {
      if (isnan(a[j])) {
        mask ^= 1u << j % 8;
        some = true;
        continue;
      }
      if (a[j] > m) m = a[j];
    }
    if (mask != 0 || !some || !isfinite(m)) {
      softmax_from(a, b, n, mask ? NAN : max_of(a, n));
      return;
    }
    softmax_from(a, b, n, m, [](float d) { return isnan(d) ? 0.0f : expf(d); });
  });
}
