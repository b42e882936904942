// fault: all_masked_after_8192
// class: MASK
// law: blocks, special
// trigger: softmax f32, 8193 times -inf: zeros, where 8192 give NaN
// Rows of only -inf give NaN up to 8192 entries and zeros beyond.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, m);
    if (n > 8192 && m == -INFINITY)
      for (size_t j = 0; j < n; ++j) b[j] = 0;
  });
}
