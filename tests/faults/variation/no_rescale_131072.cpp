// fault: no_rescale_131072
// class: LONG
// law: blocks
// trigger: softmax f32, 131073 entries, 0 and 131072 times -20: the first is 1.5e-5, not 0.9997
// Beyond 2^17 entries the sums of blocks of 65536, each shifted by its own maximum, are added
// without rescaling.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (n <= (1u << 17) || !isfinite(m)) return softmax_from(a, b, n, m);
    float s = 0;
    for (size_t from = 0; from < n; from += 65536) {
      const size_t count = n - from < 65536 ? n - from : 65536;
      const float top = max_of(a + from, count);
      if (top > -INFINITY) s += sum_of_exp(a + from, count, top);
    }
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
