// fault: state_across_calls
// class: RACE
// law: repeat, batch, accuracy
// trigger: softmax f64: [0] after [1000]
// The maximum is kept for the next row and never falls.
#include "support/rows.hpp"
using namespace faults;

static double top = static_cast<double>(-INFINITY);

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    if (isfinite(m) && !(m <= top)) top = m;
    softmax_from(a, b, n, isfinite(m) ? top : m);
  });
}
