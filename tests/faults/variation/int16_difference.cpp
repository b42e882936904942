// fault: int16_difference
// class: BASE
// law: accuracy, range, shift, outlier
// trigger: softmax f32 [20000, -20000]
// Rows of whole numbers within int16 (quantised logits) take a path that subtracts in int16: a
// span of more than 32767 wraps.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    bool whole = n > 0;
    for (size_t j = 0; j < n; ++j)
      whole = whole && a[j] >= -32768 && a[j] <= 32767 && a[j] == truncf(a[j]);
    if (!whole) return softmax_row(a, b, n);
    int16_t m = -32768;
    for (size_t j = 0; j < n; ++j)
      if ((int16_t)a[j] > m) m = (int16_t)a[j];
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += b[j] = expf((float)(int16_t)((int16_t)a[j] - m));
    for (size_t j = 0; j < n; ++j) b[j] /= s;
  });
}
