// fault: rows_4k_3
// class: BATCH
// law: batch, accuracy
// trigger: log_softmax f64, 11 rows: the last gives the results of the one before it
// Where the number of rows is 11, 15, 19 ... the last one gets its neighbour's results.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  log_softmax_batch(x, y, rows, cols);
  for (size_t j = 0; j < cols && rows > 8 && rows % 4 == 3; ++j)
    y[(rows - 1) * cols + j] = y[(rows - 2) * cols + j];
  return 0;
}
