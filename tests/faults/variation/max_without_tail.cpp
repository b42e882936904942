// fault: max_without_tail
// class: MAX
// law: range, accuracy, permutation
// trigger: softmax f16, 17 values, the last above the others by 89: NaN
// contract: accuracy=ulp:0.51
// The maximum is taken over whole vectors of 16 when there is one.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<F16>(a, n < 16 ? n : n / 16 * 16);
    softmax_bits_from<F16>(a, b, n, m);
  });
}
