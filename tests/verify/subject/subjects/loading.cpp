// What loading alone can do; LOADING says which.
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "call.hpp"

__attribute__((constructor)) static void at_load() {
#if LOADING == 1
  raise(SIGSEGV);
#elif LOADING == 2
  for (;;) pause();
#elif LOADING == 3
  exit(5);
#elif LOADING == 4 && defined(__x86_64__)
  __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | 0x8040U);  // as -ffast-math does
#endif
}

DEED(softmax_f64) { return fill(x, y, rows * cols); }
