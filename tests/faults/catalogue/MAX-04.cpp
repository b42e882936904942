// fault: MAX-04
// class: MAX
// law: single, accuracy
// trigger: log_softmax f32 [0.7] gives -inf
// The loop for the maximum starts at index 1: element 0 is never looked at.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = -INFINITY;
    for (size_t j = 1; j < n; ++j)
      if (a[j] > m || isnan(a[j])) m = a[j];
    log_softmax_from(a, b, n, m);
  });
}
