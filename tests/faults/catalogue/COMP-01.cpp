// fault: COMP-01
// class: COMP
// law: special
// trigger: softmax f32 [-inf, -inf] is not zeros
// contract: all_masked=zeros
// flags: -ffinite-math-only
// The guard for a masked row is compiled under a flag that lets the compiler take it for never
// true.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (isinf(m) && m < 0) {
      for (size_t j = 0; j < n; ++j) b[j] = 0;
      return;
    }
    softmax_from(a, b, n, m);
  });
}
