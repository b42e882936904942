// fault: LAY-11
// class: LAYOUT
// law: accuracy, batch
// trigger: logsumexp f32, rows [0] and [1, …] of 2 rows with other sums: the sum of row 0 for both
// The maximum was squeezed while the log of the sum kept its dimension: (rows) + (rows, 1)
// broadcasts to a matrix, whose first row is written.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows == 0 || cols == 0) return logsumexp_batch(x, y, rows, cols);
  const float first_max = max_of(x, cols);
  const float first_log = isfinite(first_max) ? logf(sum_of_exp(x, cols, first_max)) : 0.0f;
  for (size_t r = 0; r < rows; ++r) {
    const float m = max_of(x + r * cols, cols);
    y[r] = isfinite(m) ? m + first_log : m;
  }
  return 0;
}
