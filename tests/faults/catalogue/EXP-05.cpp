// fault: EXP-05
// class: EXP
// law: single
// trigger: log_softmax f32 [0] gives -1.19e-7; logsumexp f32 [0] gives 1.19e-7
// The constant term of a minimax polynomial is 1 + 2^-23, so that exp(0) is not 1. A softmax
// cancels it; a single entry shows it.
#include "support/rows.hpp"
using namespace faults;

static float exp_p0(float d) { return expf(d) * 1.00000012f; }

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    log_softmax_from(a, b, n, max_of(a, n), exp_p0);
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    return logsumexp_from(a, n, max_of(a, n), exp_p0);
  });
}
