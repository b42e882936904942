// fault: NINF-23
// class: NINF
// law: mask, accuracy, merge
// trigger: logsumexp f64 [-inf, 0] gives NaN; [0, -inf] is right
// The one-pass algorithm as it was posted: it starts at -inf and tests x <= alpha.
#include "support/rows.hpp"
using namespace faults;

static double row(const double* x, size_t n) {
  double alpha = static_cast<double>(-INFINITY), r = 0;
  for (size_t j = 0; j < n; ++j) {
    if (x[j] <= alpha) {
      r += exp(x[j] - alpha);
    } else {
      r = r * exp(alpha - x[j]) + 1;
      alpha = x[j];
    }
  }
  return log(r) + alpha;
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, row);
}
