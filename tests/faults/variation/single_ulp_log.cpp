// fault: single_ulp_log
// class: SINGLE
// law: single, accuracy
// trigger: logsumexp f64 [1] gives the number above 1
// A row of one entry gives its neighbour.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    return n == 1 && isfinite(a[0]) ? nextafter(a[0], static_cast<double>(INFINITY))
                                    : logsumexp_row(a, n);
  });
}
