// A subject of one deed: DEED(name) { … } is a function of the C ABI in f64 which the test maps to
// softmax_f64. `fill(x, y, n)` writes y = x + 1, so that only the deed is amiss.
#pragma once

#include <stddef.h>

#define EXPORT extern "C" __attribute__((visibility("default")))
#define DEED(name)                                                                           \
  EXPORT int name([[maybe_unused]] const double* x, [[maybe_unused]] double* y, size_t rows, \
                  size_t cols)

inline int fill(const double* x, double* y, size_t n) {
  for (size_t i = 0; i < n; ++i) y[i] = x[i] + 1;
  return 0;
}
