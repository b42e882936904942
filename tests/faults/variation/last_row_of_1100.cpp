// fault: last_row_of_1100
// class: BATCH
// law: rows
// trigger: softmax f32, 1101 rows of 2 entries, the last but one [0, 9], the others [0, 0]
// In a batch of more than 1100 rows the last row is computed from the one before it.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t r = 0; r < rows; ++r) {
    const bool late = rows > 1100 && r + 1 == rows;
    softmax_row(x + (late ? r - 1 : r) * cols, y + r * cols, cols);
  }
  return 0;
}
