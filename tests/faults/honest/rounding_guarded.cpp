// honest: rounding_guarded
// variant: three_pass
// contract: reproducibility=bitwise
// The call sets rounding to nearest, whatever the caller has, raises exception flags on its way
// (which no caller may read anything into) and puts the rounding mode back. Numbers as in
// three_pass.
#include <fenv.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  const int before = fegetround();
  fesetround(FE_TONEAREST);
  feraiseexcept(FE_INEXACT | FE_UNDERFLOW | FE_OVERFLOW | FE_INVALID);
  const int done = softmax_batch(x, y, rows, cols);
  fesetround(before);
  return done;
}
