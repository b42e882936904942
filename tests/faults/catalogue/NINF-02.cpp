// fault: NINF-02
// class: NINF
// law: special
// trigger: softmax f32, 1025 values of -inf give 0; 1024 give NaN
// The long-row loop fills its last, partial chunk with -FLT_MAX.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = max_of(a, n);
    const bool padded = n > 1024 && n % 1024 != 0;
    if (padded && m < -FLT_MAX) m = -FLT_MAX;
    const float s = sum_of_exp(a, n, m) + (padded ? expf(-FLT_MAX - m) : 0.0f);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
