// honest: flush_operands
// variant: flush_hardware
// contract: underflow=flush
// FTZ and DAZ together, as a library compiled for speed sets them, and put back after the call: a
// subnormal input counts as 0, even the only entry of a logsumexp. All else as in three_pass; what
// the two modes cost is F, m·λ/u and 4λ of B1 to B4. Elsewhere than on x86 the call runs without.
#ifdef __SSE2__
#include <xmmintrin.h>
#endif

#include "support/rows.hpp"
using namespace faults;

template <class Call>
static int flushing(Call call) {
#ifdef __SSE2__
  const unsigned before = _mm_getcsr();
  _mm_setcsr(before | 0x8040u);
  const int done = call();
  _mm_setcsr(before);
  return done;
#else
  return call();
#endif
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return flushing([=] { return softmax_batch(x, y, rows, cols); });
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return flushing([=] { return log_softmax_batch(x, y, rows, cols); });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return flushing([=] { return logsumexp_batch(x, y, rows, cols); });
}

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return flushing([=] { return logsumexp_batch(x, y, rows, cols); });
}
