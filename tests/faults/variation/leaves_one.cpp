// fault: leaves_one
// class: MEM
// law: written
// trigger: softmax f64, 3 entries: the middle one is not written
// One result, in the middle of the row, is left as it was.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double kept = n > 2 ? b[n / 2] : 0;
    softmax_row(a, b, n);
    if (n > 2) b[n / 2] = kept;
  });
}
