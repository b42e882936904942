// fault: NINF-02b
// class: NINF
// law: special
// trigger: logsumexp f32, 1025 values of -inf give -FLT_MAX
// logsumexp of NINF-02: the last, partial chunk of a long row is filled with -FLT_MAX.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    float m = max_of(a, n);
    if (n > 1024 && n % 1024 != 0 && m < -FLT_MAX) return -FLT_MAX;
    return logsumexp_from(a, n, m);
  });
}
