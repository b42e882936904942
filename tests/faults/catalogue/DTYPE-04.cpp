// fault: DTYPE-04
// class: DTYPE
// law: accuracy, written
// trigger: softmax f16 with n = 34, and every n of at most 64
// contract: accuracy=ulp:0.51
// A fast branch for short rows stands before the choice of the format: binary16 is read as float.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    if (n > 64) return softmax_bits_row<F16>(a, b, n);
    float wide[32];
    memcpy(wide, a, n / 2 * sizeof(float));
    softmax_row(static_cast<const float*>(wide), wide, n / 2);
    memcpy(b, wide, n / 2 * sizeof(float));
  });
}
