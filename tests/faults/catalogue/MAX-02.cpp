// fault: MAX-02
// class: MAX
// law: accuracy, shift
// trigger: softmax f64, 8 values of -10000: NaN; 7 of them are right
// The reduction over lanes starts at DBL_MIN instead of the lowest number; the scalar path is
// right.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    double m = max_of(a, n);
    if (n >= 8 && m < DBL_MIN) m = DBL_MIN;
    softmax_from(a, b, n, m);
  });
}
