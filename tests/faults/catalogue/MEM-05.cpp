// fault: MEM-05
// class: MEM
// law: placement, batch, accuracy, bounds
// trigger: softmax f16, 2 rows of 3 entries: the second row is read from its neighbour on
// contract: accuracy=ulp:0.51
// A block read takes pairs of binary16 at addresses that are multiples of 4; other addresses are
// rounded down.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const uint16_t* const block = a - (reinterpret_cast<uintptr_t>(a) & 3) / 2;
    softmax_bits_row<F16>(n > 1 ? block : a, b, n);
  });
}
