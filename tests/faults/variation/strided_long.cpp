// fault: strided_long
// class: IDX
// law: blocks
// trigger: softmax f32 strided, more than 131072 entries
// The strided symbol counts columns in 17 bits for its last pass: entries from 131072 on take the
// numerator of entry j - 131072.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}
SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t xr,
                                ptrdiff_t xc, ptrdiff_t yr, ptrdiff_t yc) {
  return each_row_strided(x, y, rows, cols, xr, xc, yr, yc,
                          [](View<const float> a, View<float> b, size_t n) {
                            const float m = max_of(a, n), s = sum_of_exp(a, n, m);
                            for (size_t j = 0; j < n; ++j) b[j] = expf(a[j & 0x1FFFF] - m) / s;
                          });
}
