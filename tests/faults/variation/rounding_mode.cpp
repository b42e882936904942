// fault: rounding_mode
// class: ENV
// law: environment
// trigger: softmax f32 [0]: the rounding mode is upward after the call
// The rounding mode is changed and left.
#include <fenv.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  fesetround(FE_UPWARD);
  return 0;
}
