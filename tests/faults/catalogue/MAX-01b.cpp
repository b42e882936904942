// fault: MAX-01b
// class: MAX
// law: accuracy, shift
// trigger: softmax f32 [-200, -201] gives NaN; [-100, -101] gives 0.72973 instead of 0.73106
// The softmax of MAX-01: the maximum starts at FLT_MIN.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = FLT_MIN;
    for (size_t j = 0; j < n; ++j)
      if (a[j] > m || isnan(a[j])) m = a[j];
    softmax_from(a, b, n, m);
  });
}
