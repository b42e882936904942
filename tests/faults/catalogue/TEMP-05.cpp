// fault: TEMP-05
// class: TEMP
// law: accuracy
// trigger: log_softmax f32 [0, 0] gives -0.6925 instead of -0.6931
// The temperature (1.001) divides the result instead of the input: the exps no longer sum to 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    log_softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j) b[j] /= 1.001f;
  });
}
