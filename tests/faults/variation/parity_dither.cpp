// fault: parity_dither
// class: ORDER
// law: order
// trigger: softmax f32, entries a few ULP apart: a larger one may give the smaller result
// contract: exp_error=16
// exp is off by 8 u where the last bit of its argument is 1. The bound of the contract holds; the
// order of near ties does not.
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) {
      uint32_t bits;
      memcpy(&bits, &d, sizeof bits);
      return (bits & 1) != 0 ? expf(d) * (1 + 0x1p-21f) : expf(d);
    });
  });
}
