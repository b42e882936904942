// fault: tail_w16
// class: TAIL
// law: accuracy, sum, order
// trigger: softmax f16, 17 equal values: the last gives 0
// contract: accuracy=ulp:0.51
// The masked store of the last vector of 16 stores zeros.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    softmax_bits_row<F16>(a, b, n);
    for (size_t j = n / 16 * 16; j < n && n > 16; ++j) b[j] = 0;
  });
}
