// fault: gap_log_12
// class: EXP
// law: accuracy
// trigger: log_softmax f32 [0, -13]: 0 instead of -2.3e-6 for the first
// The sum leaves out terms more than 12 below the maximum ; they count for 6e-6.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    log_softmax_from(a, b, n, m, [](float d) { return d < -12 ? 0.0f : expf(d); });
  });
}
