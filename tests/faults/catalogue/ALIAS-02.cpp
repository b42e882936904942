// fault: ALIAS-02
// class: ALIAS
// law: in-place
// trigger: softmax f32 [1, 0] in place; out of place is right
// contract: in_place=yes
// The first pass writes the exps to y, and the last reads x again, which in place holds them by
// then.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j) {
      b[j] = expf(a[j] - m);
      s += b[j];
    }
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
