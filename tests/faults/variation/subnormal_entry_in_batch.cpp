// fault: subnormal_entry_in_batch
// class: BATCH
// law: outlier
// trigger: softmax f32, a subnormal entry in one row: all others are summed backwards
// contract: reproducibility=bitwise
// A subnormal entry anywhere in the batch sends all its rows to a scalar kernel, which sums
// backwards.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  bool back = false;
  for (size_t k = 0; k < rows * cols; ++k) back = back || (x[k] != 0 && fabsf(x[k]) < FLT_MIN);
  return each_row(x, y, rows, cols, [back](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += expf(a[back ? n - 1 - j : j] - m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
