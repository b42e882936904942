// fault: rows_42_to_63
// class: BATCH
// law: rows
// trigger: softmax f32, 42 rows of [0, 0]: the last is [1, 1]
// In batches of 42 to 63 rows the sum of the last row lacks its last entry: the remainder of an
// unrolled loop over rows.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t r = 0; r < rows; ++r) {
    const float* const a = x + r * cols;
    const bool remainder = rows >= 42 && rows <= 63 && r + 1 == rows && cols > 1;
    const float m = max_of(a, cols), s = sum_of_exp(a, remainder ? cols - 1 : cols, m);
    for (size_t j = 0; j < cols; ++j) y[r * cols + j] = expf(a[j] - m) / s;
  }
  return 0;
}
