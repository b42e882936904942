// hostile: load_sets_ftz
// class: LOAD
// law: environment
// trigger: dlopen
// Sets FTZ and DAZ while it is loaded, as start-up code of -ffast-math does. Elsewhere than on x86
// it changes the rounding mode.
#include <fenv.h>

#include "support/rows.hpp"
using namespace faults;

__attribute__((constructor)) static void load() {
#ifdef __SSE2__
  __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | 0x8040u);
#else
  fesetround(FE_TOWARDZERO);
#endif
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}
