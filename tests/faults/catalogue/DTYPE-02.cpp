// fault: DTYPE-02
// class: DTYPE
// law: order, accuracy, sum, single
// trigger: softmax f32 [7, 0] gives 0 for the first entry
// A result that rounds to 256/256 wraps in the quantised output: the winner becomes the smallest.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j)
      if (b[j] * 256 >= 255.5f) b[j] = static_cast<float>(static_cast<uint8_t>(256)) / 256;
  });
}
