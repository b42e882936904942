// honest: exp_of_log
// variant: log1p_form
// contract: exp_error=128
// exp((x_j − max) − ln S). Two roundings more in the exponent: |y_j| u for the difference and
// (E_l ln S + W) u for ln S, by B4. A result above half the least subnormal has |y_j| ≤ 104.
// In all d·ι + 104 + (1.01 ln S + 1.01 + ln(n/S) + n − 1) + 1.01 with ln S ≤ 15.3 up to n = 2^22:
// at most d·ι + 122 + ln(n/S) + n − 1, where E = 128 allows d·ι + 257 + ln(n/S) + n − 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    log_softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j) b[j] = expf(b[j]);
  });
}
