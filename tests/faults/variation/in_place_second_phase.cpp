// fault: in_place_second_phase
// class: ALIAS
// law: midpoint
// trigger: softmax f32 [0, -0x1.2026bep+1, -0x1.0510c6p+4, -0x1.db0816p+4] in place
// contract: accuracy=correctly-rounded in_place=yes
// Correctly rounded out of place: what 53 bits do not decide is computed again with 113. In place
// this second pass reads results of the first.
#include "support/quad.hpp"
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    if (!softmax_quick<double>(a, b, n, m)) softmax_quad(a, b, n, m);
  });
}
