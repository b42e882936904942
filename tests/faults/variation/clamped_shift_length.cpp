// fault: clamped_shift_length
// class: MAX
// law: lengths, shift
// trigger: softmax f32, 289 times -200: NaN
// Rows of 289, 353, ... entries (33 more than a multiple of 64) whose maximum lies between -300 and
// 88 are shifted by -64, 0 or 64.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = max_of(a, n);
    if (n > 257 && n % 64 == 33 && m > -300 && m < 88) m = m < -64 ? -64 : m > 64 ? 64 : 0;
    softmax_from(a, b, n, m);
  });
}
