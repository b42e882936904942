// fault: SUBN-04
// class: SUBN
// law: environment
// trigger: softmax f32 with n = 1: FTZ and DAZ stay set after the call
// FTZ and DAZ are set on purpose and restored at the end, but not on the early return for one
// entry.
#include <xmmintrin.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  const unsigned before = _mm_getcsr();
  _mm_setcsr(before | 0x8040u);
  if (cols == 1) {
    for (size_t r = 0; r < rows; ++r) y[r] = isfinite(x[r]) ? 1.0f : NAN;
    return 0;
  }
  _mm_setcsr(before);
  return softmax_batch(x, y, rows, cols);
}
