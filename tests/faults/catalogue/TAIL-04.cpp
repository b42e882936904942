// fault: TAIL-04
// class: TAIL
// law: accuracy, sum, order
// trigger: softmax f32, 33 equal values: the last one is 1
// 32 lanes; the last loop runs for the entries a lane is to pick (8, so one step) and not for the
// entries that it holds.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += b[j] = expf(a[j] - m);
    const size_t picked = 8, steps = picked / 32 + 1;
    for (size_t i = 0; i < steps; ++i)
      for (size_t lane = 0; lane < 32 && i * 32 + lane < n; ++lane) b[i * 32 + lane] /= s;
  });
}
