// fault: CANC-04
// class: CANC
// law: accuracy
// trigger: logsumexp f64 [0, -40] gives 0 instead of 4.248354255291589e-18
// contract: accuracy=ulp:4
// log(sum) instead of log1p(sum without the largest term): relative error 1 next to a zero result.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, logsumexp_row<const double*>);
}
