// fault: tail_w8
// class: TAIL
// law: accuracy, permutation
// trigger: softmax bf16, 9 values, the last above the one before it: it gets the result of its neighbour
// contract: accuracy=ulp:0.51
// The remainder of vectors of 8 starts one element too early and ends one too early; the last
// result is copied.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    softmax_bits_row<Bf16>(a, b, n);
    if (n > 8 && n % 8 != 0) b[n - 1] = b[n - 2];
  });
}
