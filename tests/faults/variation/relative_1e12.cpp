// fault: relative_1e12
// class: EXP
// law: accuracy
// trigger: softmax f64 [0, 0]: 1e-12 off
// Every result is too small by 1e-12 relative, but for rows of one entry.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 0; j < n && n > 1; ++j) b[j] *= 1 - 1e-12;
  });
}
