// fault: MAX-14
// class: MAX
// law: accuracy, shift
// trigger: softmax f16 [-105] gives NaN; n a multiple of 32 is right
// contract: accuracy=ulp:0.51
// The padding of the last warp is numeric_limits<Half>::infinity() of a type without that trait: 0.
#include <limits>

#include "support/sixteen.hpp"
using namespace faults;

struct Half {
  uint16_t bits = 0;
};

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const Half pad{static_cast<uint16_t>(std::numeric_limits<Half>::infinity().bits | 0x8000)};
    float m = max_of_bits<F16>(a, n);
    if (n % 32 != 0 && m < F16::load(pad.bits)) m = F16::load(pad.bits);
    softmax_bits_from<F16>(a, b, n, m);
  });
}
