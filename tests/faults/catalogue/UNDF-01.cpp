// fault: UNDF-01
// class: UNDF
// law: accuracy
// trigger: log_softmax f32 [100, 0] gives -99.983 for the second entry, [110, 0] gives -inf
// log(softmax(x)): what underflows in the softmax is lost.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j) b[j] = logf(b[j]);
  });
}
