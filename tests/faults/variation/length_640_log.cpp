// fault: length_640_log
// class: TAIL
// law: lengths
// trigger: logsumexp f64, 640 entries, the last of them the largest
// Rows of 640 entries lose their last one.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    return logsumexp_row(a, n == 640 ? n - 1 : n);
  });
}
