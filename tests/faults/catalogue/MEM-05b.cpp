// fault: MEM-05b
// class: MEM
// law: bounds, process
// trigger: softmax f16 with n = 1: 2 bytes behind x are read
// contract: accuracy=ulp:0.51
// The block read of MEM-05 at the other end: the last pair of an odd row reads one element too
// many.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    uint16_t pair[2] = {};
    for (size_t j = 0; j < n; j += 2) {
      memcpy(pair, a + j, sizeof pair);
      asm volatile("" : : "r"(pair) : "memory");
    }
    softmax_bits_row<F16>(a, b, n);
  });
}
