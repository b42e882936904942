// fault: max_not_subtracted
// class: OVF
// law: range, accuracy, shift
// trigger: softmax f16 [89] gives NaN
// contract: accuracy=ulp:0.51
// exp of the raw value, in f32, for f16 data.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    softmax_bits_from<F16>(a, b, n, 0.0f);
  });
}
