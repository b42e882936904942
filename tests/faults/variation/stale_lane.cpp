// fault: stale_lane
// class: RACE
// law: repeat, batch, accuracy
// trigger: softmax f32: a row of 5 entries after one of 8
// Lane sums outlive the call; a row of fewer than 8 entries does not clear those it does not use.
#include "support/rows.hpp"
using namespace faults;

static float lane[8];

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    for (size_t i = 0; i < 8 && i < n; ++i) lane[i] = 0;
    for (size_t j = 0; j < n; ++j) lane[j % 8] += expf(a[j] - m);
    float s = 0;
    for (const float part : lane) s += part;
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
