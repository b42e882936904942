// fault: DTYPE-05
// class: DTYPE
// law: accuracy, single
// trigger: logsumexp f64 [0.1] gives the float next to 0.1
// The result is promoted to the wrong format: f64 in, f32 inside the last step, f64 out.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    return static_cast<double>(static_cast<float>(logsumexp_row(a, n)));
  });
}
