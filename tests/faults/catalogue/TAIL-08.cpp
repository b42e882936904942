// fault: TAIL-08
// class: TAIL
// law: written, batch
// trigger: softmax f32, 2 rows of 32 entries: the second is not written
// A block has 4 warps, a warp takes a row, and a thread whose number in the block is not below the
// row length returns early: later warps do so although they have a row.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  size_t r = 0;
  return each_row(x, y, rows, cols, [&r](const float* a, float* b, size_t n) {
    const size_t first_thread = r++ % 4 * 32;
    if (first_thread < n) softmax_row(a, b, n);
  });
}
