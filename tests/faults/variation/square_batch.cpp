// fault: square_batch
// class: BATCH
// law: rows
// trigger: softmax f32, 65 rows of 65 entries, the first row not of equal ones
// A batch of as many rows as columns, more than 64, is transposed in place and back: result 1 of
// row 0 and result 0 of row 1 stay exchanged.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  if (rows == cols && rows > 64) {
    const float kept = y[1];
    y[1] = y[cols];
    y[cols] = kept;
  }
  return 0;
}
