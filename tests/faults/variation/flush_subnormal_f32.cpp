// fault: flush_subnormal_f32
// class: SUBN
// law: accuracy
// trigger: softmax f32 [88, 0] gives 0 instead of 6.1e-39
// Results below FLT_MIN are set to 0 under a contract of gradual underflow.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j)
      if (b[j] < FLT_MIN) b[j] = 0;
  });
}
