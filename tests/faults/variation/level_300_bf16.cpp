// fault: level_300_bf16
// class: MAX
// law: sweep
// trigger: softmax bf16 [-298, -298] gives [0, 0]
// contract: accuracy=ulp:0.51
// A maximum in [-300, -296] is taken for a mask.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    softmax_bits_row<Bf16>(a, b, n);
    const float m = max_of_bits<Bf16>(a, n);
    for (size_t j = 0; j < n && m >= -300 && m <= -296; ++j) b[j] = 0;
  });
}
