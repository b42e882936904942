// fault: cached_length
// class: RACE
// law: repeat, accuracy, written
// trigger: softmax f16: 2 rows of 4 after 2 rows of 3
// contract: accuracy=ulp:0.51
// The plan is kept by the number of rows; a call with as many rows and another length uses the
// length of the call before.
#include "support/sixteen.hpp"
using namespace faults;

static size_t planned_rows = 0, planned_cols = 0;

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  if (rows != planned_rows || cols < planned_cols) planned_rows = rows, planned_cols = cols;
  for (size_t r = 0; r < rows; ++r) softmax_bits_row<F16>(x + r * cols, y + r * cols, planned_cols);
  return 0;
}
