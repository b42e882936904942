// fault: in_place_long
// class: ALIAS
// law: blocks
// trigger: softmax f32 in place, more than 100000 entries
// contract: in_place=yes
// In rows beyond 100000 entries the last pass takes exp of x again, which in place the first one
// has overwritten.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    if (n <= 100000) return softmax_row(a, b, n);
    const float m = max_of(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += b[j] = expf(a[j] - m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
