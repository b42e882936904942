// honest: sixteen_softmax
// contract: accuracy=ulp:0.51
// binary16 and bfloat16 with exp in f32 and the sum in f64, rounded once. x_j − max of two such
// values has a relative error of at most 2^-24 in f32; a result above half the least subnormal has
// d ≤ 17.4 + ln n in binary16 and 93 + ln n in bfloat16. So the relative error before the rounding
// is at most 2^-24·(110 + 1.01·2) + n·2^-53 < 2^-17, that is below 2^-6·(1/2) ULP of binary16
// (2^-11 relative is half an ULP at most, and 2^-17/2^-11 = 1/64 of that: 0.008 ULP).
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, softmax_bits_row<F16>);
}

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, softmax_bits_row<Bf16>);
}
