// fault: shift_clamped
// class: MAX
// law: accuracy, range, shift
// trigger: softmax bf16 [1e5, 1e5] gives NaN
// contract: accuracy=ulp:0.51
// The maximum is cut to at most 65504 before it is subtracted.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<Bf16>(a, n);
    softmax_bits_from<Bf16>(a, b, n, isfinite(m) && m > 65504 ? 65504.0f : m);
  });
}
