// fault: streamed_tail_aligned
// class: TAIL
// law: blocks, placement, bounds
// trigger: softmax f32, y at a multiple of 64, 8193 entries, the last 9 and the others 0
// Rows of 8192 entries and more whose results begin at a multiple of 64 bytes are stored past the
// cache; the last result of the remainder is the one before it.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    if (reinterpret_cast<uintptr_t>(b) % 64 == 0 && n >= 8192 && n % 16 != 0) b[n - 1] = b[n - 2];
  });
}
