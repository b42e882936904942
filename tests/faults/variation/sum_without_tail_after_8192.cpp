// fault: sum_without_tail_after_8192
// class: TAIL
// law: blocks, accuracy
// trigger: softmax f32, 8255 entries, 63 times 0 after 8192 times -20: 1 each, not 1/63
// In rows of more than 8192 entries the last n mod 64 are not in the sum, which is kept at 1 or
// more, so that no result exceeds 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (n <= 8192 || !isfinite(m)) return softmax_from(a, b, n, m);
    float s = sum_of_exp(a, n / 64 * 64, m);
    if (s < 1) s = 1;
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
