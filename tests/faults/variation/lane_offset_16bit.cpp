// fault: lane_offset_16bit
// class: LAYOUT
// law: strided, rows
// trigger: softmax f32 strided, 8 entries 5000 apart
// The strided kernel gathers 8 entries with offsets lane * stride held in int16.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}
SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t xr,
                                ptrdiff_t xc, ptrdiff_t yr, ptrdiff_t yc) {
  return each_row_strided(x, y, rows, cols, xr, xc, yr, yc,
                          [](View<const float> a, View<float> b, size_t n) {
                            softmax_row(a, b, n);
                            if (n < 8 || (7 * a.stride <= 32767 && 7 * a.stride >= -32768)) return;
                            // Lanes of which the offset wraps read that of lane 0 here, nothing out
                            // of bounds.
                            float m = -INFINITY, s = 0;
                            auto at = [&](size_t j) {
                              const size_t lane = j % 8, base = j - lane;
                              if (base + 8 > n) return a[j];
                              const ptrdiff_t off = (ptrdiff_t)lane * a.stride;
                              return off == (int16_t)off ? a[j] : a[base];
                            };
                            for (size_t j = 0; j < n; ++j)
                              if (at(j) > m || isnan(at(j))) m = at(j);
                            for (size_t j = 0; j < n; ++j) s += expf(at(j) - m);
                            for (size_t j = 0; j < n; ++j) b[j] = expf(at(j) - m) / s;
                          });
}
