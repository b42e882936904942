// fault: ties_tail_length
// class: ORDER
// law: order, lengths
// trigger: softmax f32, 289 entries, some of them equal: those of the tail have other bits
// Rows of 289, 353, ... entries (33 more than a multiple of 64) divide by the sum and, in the last
// 33, multiply by its reciprocal: equal inputs give unequal bits.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    if (n <= 257 || n % 64 != 33) return softmax_row(a, b, n);
    const float m = max_of(a, n), s = sum_of_exp(a, n, m), r = 1 / s;
    for (size_t j = 0; j < n; ++j) {
      const float e = expf(a[j] - m), q = j + 33 < n ? e / s : e * r;
      b[j] = q > 1 ? 1 : q;
    }
  });
}
