// fault: row_number_8_bits
// class: IDX
// law: batch
// trigger: softmax f32, 257 rows of 2 entries, the first unlike the last
// From row 256 on the results of row r - 256 are given.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  for (size_t r = 256; r < rows; ++r)
    for (size_t j = 0; j < cols; ++j) y[r * cols + j] = y[(r & 255) * cols + j];
  return 0;
}
