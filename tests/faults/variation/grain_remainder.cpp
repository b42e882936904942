// fault: grain_remainder
// class: BATCH
// law: rows
// trigger: softmax f32, 129 rows of 1024 entries, all 0 but the last row, which is -128: NaN
// From 2^17 elements on, rows are shared out by fours, and each of the remaining rows is computed
// with the maximum of the row before it.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  const size_t remainder = rows > 1 && rows * cols >= (1u << 17) ? rows % 4 : 0;
  for (size_t r = 0; r < rows; ++r) {
    const size_t from = r + remainder >= rows && r > 0 ? r - 1 : r;
    softmax_from(x + r * cols, y + r * cols, cols, max_of(x + from * cols, cols));
  }
  return 0;
}
