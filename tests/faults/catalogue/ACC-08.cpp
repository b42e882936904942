// fault: ACC-08
// class: ACC
// law: accuracy
// trigger: softmax f16 [8.0, 0.0011]: x - max is rounded to -8, off by 2.3 ULP
// contract: accuracy=ulp:0.51
// The subtraction was moved in front of the widening: x - max is rounded to binary16.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    softmax_bits_from<F16>(a, b, n, max_of_bits<F16>(a, n), [](float d) {
      return expf(F16::load(F16::store(static_cast<double>(d))));
    });
  });
}
