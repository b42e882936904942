// fault: logs_disagree
// class: BASE
// law: accuracy, consistency
// trigger: log_softmax f32 [0, 0] gives -1 and logsumexp 0.6931
// log_softmax takes the logarithm to base 2, logsumexp the natural one.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return logsumexp_batch(x, y, rows, cols);
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    const float l = log2f(sum_of_exp(a, n, m));
    for (size_t j = 0; j < n; ++j) b[j] = (a[j] - m) - l;
  });
}
