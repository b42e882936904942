// fault: tall_tiles
// class: BATCH
// law: rows
// trigger: softmax f32, 2049 x 8, the last row 200 below the others
// 2048 rows and more of 8 entries and more go in tiles of 16 rows; the rows behind the last tile
// get the shift of the tile's last row.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows < 2048 || cols < 8) return softmax_batch(x, y, rows, cols);
  for (size_t r = 0; r < rows; ++r) {
    const size_t from = r < rows / 16 * 16 ? r : rows / 16 * 16 - 1;
    softmax_from(x + r * cols, y + r * cols, cols, max_of(x + from * cols, cols));
  }
  return 0;
}
