// fault: max_without_lane
// class: MAX
// law: range, accuracy, permutation
// trigger: softmax bf16, 8 values, the one at index 5 above the others by 89: NaN
// contract: accuracy=ulp:0.51
// Lane 5 of 8 takes no part in the maximum of whole vectors.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    float m = -INFINITY;
    for (size_t j = 0; j < n; ++j) {
      const float v = Bf16::load(a[j]);
      if (j % 8 == 5 && j < n / 8 * 8 && isfinite(v)) continue;
      if (v > m || isnan(v)) m = v;
    }
    softmax_bits_from<Bf16>(a, b, n, m);
  });
}
