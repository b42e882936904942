// fault: drops_nan
// class: INF
// law: special
// trigger: softmax f16 [NaN, 0] gives [0, 1]
// contract: accuracy=ulp:0.51
// A NaN counts as masked.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    float m = -INFINITY;
    for (size_t j = 0; j < n; ++j) m = fmaxf(m, F16::load(a[j]));
    softmax_bits_from<F16>(a, b, n, m, [](float d) { return isnan(d) ? 0.0f : expf(d); });
  });
}
