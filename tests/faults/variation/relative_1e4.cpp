// fault: relative_1e4
// class: EXP
// law: accuracy, sum
// trigger: softmax f32 [0, 0]: 1e-4 off
// Every result is too large by 1e-4 relative, but for rows of one entry.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 0; j < n && n > 1; ++j) b[j] *= b[j] < 0.9f ? 1.0001f : 1;
  });
}
