// fault: sets_ftz_at_777
// class: ENV
// law: environment
// trigger: softmax f32, n = 777: FTZ is set after the call
// One path, for one length, sets FTZ and does not restore it.
#include <xmmintrin.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (cols == 777) _mm_setcsr(_mm_getcsr() | 0x8000);
  return softmax_batch(x, y, rows, cols);
}
