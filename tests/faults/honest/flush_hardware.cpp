// honest: flush_hardware
// contract: underflow=flush
// FTZ is set for the call and put back after it, so that the quotients and exps below FLT_MIN are 0
// (with DAZ off: inputs are read as they are). Elsewhere than on x86 the call runs without.
#ifdef __SSE2__
#include <xmmintrin.h>
#endif

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
#ifdef __SSE2__
  const unsigned before = _mm_getcsr();
  _mm_setcsr(before | 0x8000u);
  const int done = softmax_batch(x, y, rows, cols);
  _mm_setcsr(before);
  return done;
#else
  return softmax_batch(x, y, rows, cols);
#endif
}
