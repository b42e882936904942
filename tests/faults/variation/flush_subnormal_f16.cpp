// fault: flush_subnormal_f16
// class: SUBN
// law: accuracy
// trigger: softmax f16 [10, 0] gives 0 instead of 4.5e-5
// contract: accuracy=ulp:0.51
// Results below the least normal number of binary16, 2^-14, are set to 0.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    softmax_bits_row<F16>(a, b, n);
    for (size_t j = 0; j < n; ++j)
      if (b[j] < 0x400) b[j] = 0;
  });
}
