// fault: level_500
// class: CANC
// law: sweep
// trigger: log_softmax f32 [500.5, 500]: 3e-5 off
// Rows whose maximum lies in [500, 501) are grouped as x - (a + ln S).
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!(m >= 500 && m < 501)) {
      log_softmax_row(a, b, n);
      return;
    }
    const float l = m + logf(sum_of_exp(a, n, m));
    for (size_t j = 0; j < n; ++j) b[j] = a[j] - l;
  });
}
