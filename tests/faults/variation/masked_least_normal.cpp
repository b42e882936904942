// fault: masked_least_normal
// class: MASK
// law: mask, accuracy
// trigger: softmax f32 [0, -inf] gives FLT_MIN for the masked entry
// A masked entry gives the least normal number instead of 0.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j)
      if (a[j] == -INFINITY && b[j] == 0) b[j] = FLT_MIN;
  });
}
