// honest: flush
// contract: underflow=flush
// Exps and results below FLT_MIN are 0, as on hardware without subnormals. Under `flush` an
// underflow may cost FLT_MIN, which B1 counts for the sum, and a result below it may be 0.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

static float flushed(float v) { return v < FLT_MIN ? 0.0f : v; }

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) { return flushed(expf(d)); });
    for (size_t j = 0; j < n; ++j) b[j] = flushed(b[j]);
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    return logsumexp_from(a, n, max_of(a, n), [](float d) { return flushed(expf(d)); });
  });
}
