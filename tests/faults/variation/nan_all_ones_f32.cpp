// fault: nan_all_ones_f32
// class: INF
// law: planted, special
// trigger: softmax f32 [0xFFFFFFFF, 0] gives [0, 1]
// The NaN of 32 ones, which filling with bytes of 0xFF leaves, is taken for padding.
#include <string.h>

#include <vector>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    std::vector<float> c(a, a + n);
    for (float& v : c) {
      uint32_t bits;
      memcpy(&bits, &v, sizeof bits);
      if (bits == 0xFFFFFFFFu) v = -INFINITY;
    }
    softmax_row(static_cast<const float*>(c.data()), b, n);
  });
}
