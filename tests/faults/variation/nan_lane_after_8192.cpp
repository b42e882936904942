// fault: nan_lane_after_8192
// class: INF
// law: blocks, special, planted
// trigger: softmax f32, 8193 zeros but entry 3, which is NaN
// In rows of more than 8192 entries a NaN in lane 3 of 16 is taken for a mask.
#include <vector>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    if (n <= 8192) return softmax_row(a, b, n);
    std::vector<float> c(a, a + n);
    for (size_t j = 3; j < n; j += 16)
      if (isnan(c[j])) c[j] = -INFINITY;
    softmax_row(static_cast<const float*>(c.data()), b, n);
  });
}
