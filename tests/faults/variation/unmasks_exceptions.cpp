// fault: unmasks_exceptions
// class: ENV
// law: environment
// trigger: softmax f64 [0]: division by zero traps after the call
// A floating-point exception is unmasked and left so.
#include <fenv.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  feenableexcept(FE_DIVBYZERO);
  return 0;
}
