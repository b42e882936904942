// fault: rows_one_late_after_4096
// class: BATCH
// law: rows
// trigger: logsumexp f32, 4098 rows of 1 entry, 0 to 4097: the last gives 4096
// Rows are taken in blocks of 4096, and the second block begins one row late.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t r = 0; r < rows; ++r) y[r] = logsumexp_row(x + (r > 4096 ? r - 1 : r) * cols, cols);
  return 0;
}
