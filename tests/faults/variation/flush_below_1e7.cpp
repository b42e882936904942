// fault: flush_below_1e7
// class: SUBN
// law: accuracy
// trigger: softmax f32 [17, 0] gives 0 instead of 4.1e-8
// Results below 1e-7 are set to 0: what a test with an absolute limit accepts.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j)
      if (b[j] < 1e-7f) b[j] = 0;
  });
}
