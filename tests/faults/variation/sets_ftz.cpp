// fault: sets_ftz
// class: ENV
// law: environment
// trigger: softmax f32, n > 1: FTZ is set after the call
// FTZ is set for speed and left. Built for x86; elsewhere the rounding mode takes its place.
#include <fenv.h>
#ifdef __SSE2__
#include <xmmintrin.h>
#endif

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
#ifdef __SSE2__
  if (cols > 1) _mm_setcsr(_mm_getcsr() | 0x8000u);
#else
  if (cols > 1) fesetround(FE_TOWARDZERO);
#endif
  return 0;
}
