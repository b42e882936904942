// fault: CANC-01b
// class: CANC
// law: accuracy, shift
// trigger: log_softmax f32, 16 values of 1e8 give 0 instead of -2.7726; 15 are right
// The first repair of CANC-01 reached the scalar kernel only, not the vectorised one.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (n < 16) return log_softmax_from(a, b, n, m);
    const float lse = m + logf(sum_of_exp(a, n, m));
    for (size_t j = 0; j < n; ++j) b[j] = a[j] - lse;
  });
}
