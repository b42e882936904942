// fault: window_623
// class: EXP
// law: sweep
// trigger: softmax f64 [0, -623.3]: 5e-13 off
// exp has a relative error of 5e-13 for arguments in [-623.4, -623.2], and nowhere else.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](double d) {
      return d >= -623.4 && d <= -623.2 ? exp(d) * (1 + 5e-13) : exp(d);
    });
  });
}
