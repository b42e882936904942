// fault: masked_finite_log
// class: MASK
// law: mask, accuracy
// trigger: log_softmax f32 [0, -inf] gives -FLT_MAX for the masked entry
// A masked entry gives a large finite number instead of -inf.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    log_softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j)
      if (a[j] == -INFINITY && b[j] == -INFINITY) b[j] = -FLT_MAX;
  });
}
