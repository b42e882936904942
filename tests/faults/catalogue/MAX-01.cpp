// fault: MAX-01
// class: MAX
// law: accuracy, shift
// trigger: log_softmax f32 [-200, -201] gives NaN or inf (0/0 in the softmax)
// The maximum starts at FLT_MIN, a tiny positive number, where -FLT_MAX was meant.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

static float max_from_flt_min(const float* x, size_t n) {
  float m = FLT_MIN;
  for (size_t j = 0; j < n; ++j)
    if (x[j] > m || isnan(x[j])) m = x[j];
  return m;
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    log_softmax_from(a, b, n, max_from_flt_min(a, n));
  });
}
