// fault: zero_of_either_sign
// class: ORDER
// law: order
// trigger: softmax f32 [0, -200, 0, 0, 0, 0, 0, 0, -200]
// contract: order=exact
// Results that underflow to 0 (and masked ones) are +0 in the body of 8 and -0 in the remainder:
// equal inputs do not give equal bits.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = n / 8 * 8; j < n; ++j)
      if (b[j] == 0) b[j] = -0.0f;
  });
}
