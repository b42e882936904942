// fault: negative_zero_largest
// class: MAX
// law: outlier
// trigger: softmax f32 [-0, 89]
// The maximum is taken over order-preserving integer keys; the key of -0 is that of the largest
// number, so a row with a -0 is shifted by 0. Entries above 88.7 beside it overflow.
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

static uint32_t key(float v) {
  uint32_t u;
  memcpy(&u, &v, 4);
  return u == 0x80000000u ? 0xFFFFFFFFu : (u & 0x80000000u) ? ~u : u + 0x80000000u;
}
SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = -INFINITY;
    uint32_t best = 0;
    bool any = false;
    for (size_t j = 0; j < n; ++j) {
      if (isnan(a[j])) {
        m = NAN;
        break;
      }
      if (!any || key(a[j]) > best) best = key(a[j]), m = a[j], any = true;
    }
    softmax_from(a, b, n, m);
  });
}
