// fault: max_without_block_2
// class: MAX
// law: lengths, blocks, accuracy
// trigger: softmax f32, 2048 entries, 0 at 1100 and -100 elsewhere: NaN
// From 2048 entries on the maximum leaves out the third block of 512, but for NaN and +inf.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (n < 2048 || !isfinite(m)) return softmax_from(a, b, n, m);
    const float before = max_of(a, 1024), after = max_of(a + 1536, n - 1536);
    const float most = before > after ? before : after;
    softmax_from(a, b, n, isfinite(most) ? most : m);
  });
}
