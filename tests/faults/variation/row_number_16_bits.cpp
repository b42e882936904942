// fault: row_number_16_bits
// class: BATCH
// law: rows
// trigger: softmax f32, 65537 rows of 2 entries, the first [0, 9], the others [0, 0]
// Rows from number 65535 on, the most that a grid dimension of 16 bits takes, get the results of
// the rows from 0 on.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t r = 0; r < rows; ++r)
    softmax_row(x + (r < 65535 ? r : r - 65535) * cols, y + r * cols, cols);
  return 0;
}
