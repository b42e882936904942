// fault: MEM-01
// class: MEM
// law: process, placement
// trigger: softmax f32, 2 rows of 5 entries: SIGSEGV (x86) from an aligned load
// Vector loads which ask for an alignment of 16 bytes on every row.
#include "support/rows.hpp"
using namespace faults;

typedef float Vector __attribute__((vector_size(16)));

static void row(const float* x, float* y, size_t n) {
  float m = -INFINITY;
  size_t j = 0;
  for (; j + 4 <= n; j += 4) {
#ifdef __SSE2__
    Vector v;
    asm volatile("movaps %1, %0" : "=x"(v) : "m"(*reinterpret_cast<const Vector*>(x + j)));
#else
    if (reinterpret_cast<uintptr_t>(x + j) % 16 != 0) __builtin_trap();
    const Vector v = {x[j], x[j + 1], x[j + 2], x[j + 3]};
#endif
    for (int i = 0; i < 4; ++i)
      if (v[i] > m || isnan(v[i])) m = v[i];
  }
  for (; j < n; ++j)
    if (x[j] > m || isnan(x[j])) m = x[j];
  softmax_from(x, y, n, m);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
