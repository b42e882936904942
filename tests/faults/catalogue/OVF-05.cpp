// fault: OVF-05
// class: OVF
// law: single, accuracy, shift
// trigger: log_softmax f32 [88.72284] gives -inf; [88.7228] is right
// exp of the raw value overflows just above ln(FLT_MAX).
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols,
                  [](const float* a, float* b, size_t n) { log_softmax_from(a, b, n, 0.0f); });
}
