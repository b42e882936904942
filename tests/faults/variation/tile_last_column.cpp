// fault: tile_last_column
// class: BATCH
// law: rows
// trigger: softmax f32, 64 rows of 256 entries, the last entry of the last row 9, all others 0
// Tiles of 64 rows and 256 columns: the last row of a full tile loses its last column from the sum.
// Fewer rows or shorter ones take another path.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t r = 0; r < rows; ++r) {
    const float* const a = x + r * cols;
    const bool short_sum = rows >= 64 && cols >= 256 && r % 64 == 63;
    const float m = max_of(a, cols), s = sum_of_exp(a, short_sum ? cols - 1 : cols, m);
    for (size_t j = 0; j < cols; ++j) y[r * cols + j] = expf(a[j] - m) / s;
  }
  return 0;
}
