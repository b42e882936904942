// fault: nan_all_ones_f16
// class: INF
// law: planted, special
// trigger: softmax f16 [0xFFFF, 0] gives [0, 1]
// contract: accuracy=ulp:0.51
// The NaN of 16 ones, which filling with bytes of 0xFF leaves, is taken for padding.
#include <vector>

#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    std::vector<uint16_t> c(a, a + n);
    for (uint16_t& v : c)
      if (v == 0xFFFF) v = 0xFC00;  // -inf
    softmax_bits_row<F16>(c.data(), b, n);
  });
}
