// fault: RACE-04
// class: RACE
// law: repeat, accuracy, batch
// trigger: softmax f32, 5 equal values called twice: 1/5, then 1/7
// An accumulator that is not cleared for some columns (those of a partial vector) carries over what
// the call before left in it.
#include "support/rows.hpp"
using namespace faults;

static float lane[4];

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    for (size_t i = n % 4; i < 4; ++i) lane[i] = 0;
    for (size_t j = 0; j < n; ++j) lane[j % 4] += expf(a[j] - m);
    const float s = (lane[0] + lane[1]) + (lane[2] + lane[3]);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
