// fault: NINF-01
// class: NINF
// law: special
// trigger: softmax f32: 1 value of -inf gives 0, 4 values give NaN
// The lanes which pad a row to a multiple of 4 hold -FLT_MAX instead of -inf, and are summed too.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = max_of(a, n);
    const size_t pads = (4 - n % 4) % 4;
    if (pads > 0 && m < -FLT_MAX) m = -FLT_MAX;
    float s = sum_of_exp(a, n, m);
    for (size_t p = 0; p < pads; ++p) s += expf(-FLT_MAX - m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
