// fault: temperature
// class: TEMP
// law: accuracy
// trigger: softmax f64 [0, -1]: 1e-3 off
// The differences are divided by a temperature of 1.001.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](double d) { return exp(d / 1.001); });
  });
}
