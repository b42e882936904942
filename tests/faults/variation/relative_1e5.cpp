// fault: relative_1e5
// class: EXP
// law: accuracy
// trigger: softmax f32 [0, 0]: the second is off by 1e-5
// Every second result is too large by 1e-5 relative.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 1; j < n; j += 2) b[j] *= b[j] < 0.9f ? 1.00001f : 1;
  });
}
