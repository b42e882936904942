// fault: MAX-10
// class: MAX
// law: accuracy, permutation
// trigger: softmax f32, n = 257, the last entry 100 above the rest: NaN
// The second stage reads one partial maximum a lane (8 lanes, blocks of 32) and no more.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const size_t partials = (n + 31) / 32;
    float m = -INFINITY;
    for (size_t p = 0; p < partials && p < 8; ++p) {
      const size_t rest = n - 32 * p;
      const float partial = max_of(a + 32 * p, rest < 32 ? rest : 32);
      if (partial > m || isnan(partial)) m = partial;
    }
    softmax_from(a, b, n, m);
  });
}
