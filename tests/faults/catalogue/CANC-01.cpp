// fault: CANC-01
// class: CANC
// law: accuracy, shift
// trigger: log_softmax f32 [1e8, 1e8] gives 0 instead of -0.6931
// x - (max + log(sum)) instead of (x - max) - log(sum): the error grows with |x|.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    const float lse = m + logf(sum_of_exp(a, n, m));
    for (size_t j = 0; j < n; ++j) b[j] = a[j] - lse;
  });
}
