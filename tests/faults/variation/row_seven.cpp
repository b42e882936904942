// fault: row_seven
// class: BATCH
// law: batch, accuracy
// trigger: softmax f32, 8 rows [0, 0]: the last is 0.50005 each
// Row 7 of a call, and no other, is off by 1e-4 relative.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  if (rows > 7)
    for (size_t j = 0; j < cols; ++j) y[7 * cols + j] *= 0.9999f;
  return 0;
}
