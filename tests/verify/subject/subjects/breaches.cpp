// One deed each: results in y, and something that the law of the call forbids.
#include <fenv.h>
#include <stdio.h>
#include <unistd.h>

#include "call.hpp"

DEED(modifies_x) {
  const_cast<double*>(x)[1] = 9;
  return fill(x, y, rows * cols);
}
DEED(writes_slack_before) {
  *(y - 1) = 0;
  return fill(x, y, rows * cols);
}
DEED(writes_slack_after) {
  y[rows * cols] = 0;
  return fill(x, y, rows * cols);
}
DEED(writes_beside_x) {
  const_cast<double*>(x)[-1] = 0;
  return fill(x, y, rows * cols);
}
DEED(skips_last) { return fill(x, y, rows * cols - 1); }
// Gives the bits of one fill, or of the other: written, though it looks as if not.
DEED(gives_fill_bits) {
  for (size_t i = 0; i < rows * cols; ++i) {
    for (size_t b = 0; b < sizeof(double); ++b)
      reinterpret_cast<unsigned char*>(y)[i * 8 + b] = x[i] < 0 ? 0xA5 : 0x5A;
  }
  return 0;
}
DEED(rounds_up) {
  fesetround(FE_UPWARD);
  return fill(x, y, rows * cols);
}
DEED(unmasks) {
  feenableexcept(FE_DIVBYZERO);
  return fill(x, y, rows * cols);
}
#if defined(__x86_64__)
DEED(flushes) {
  __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | 0x8040U);
  return fill(x, y, rows * cols);
}
DEED(leaves_mmx) {
  asm volatile("pxor %%mm0, %%mm0" ::: "memory");
  return fill(x, y, rows * cols);
}
// y[0]: what the caller's FTZ and DAZ make of half the least normal number.
DEED(sees_flushing) {
  fill(x, y, rows * cols);
  volatile double least = 0x1p-1022;
  y[0] = least / 2;
  return 0;
}
#endif
// Sticky flags are not the environment.
DEED(raises_flags) {
  feraiseexcept(FE_ALL_EXCEPT);
  return fill(x, y, rows * cols);
}
DEED(prints) {
  printf("hello %zu\n", cols);
  return fill(x, y, rows * cols);
}
DEED(complains) {
  fprintf(stderr, "warning: odd\n");
  return fill(x, y, rows * cols);
}
DEED(closes_output) {
  close(1);
  return fill(x, y, rows * cols);
}
DEED(floods) {
  for (int i = 0; i < 20000; ++i) (void)!write(1, "0123456789abcdef0123456789abcdef", 32);
  return fill(x, y, rows * cols);
}
// Strided: writes between the columns.
EXPORT int writes_gap(const double* x, double* y, size_t rows, size_t cols, ptrdiff_t xr,
                      ptrdiff_t xc, ptrdiff_t yr, ptrdiff_t yc) {
  for (ptrdiff_t r = 0; r < static_cast<ptrdiff_t>(rows); ++r) {
    for (ptrdiff_t c = 0; c < static_cast<ptrdiff_t>(cols); ++c)
      y[r * yr + c * yc] = x[r * xr + c * xc] + 1;
  }
  y[1] = 0;
  return 0;
}
