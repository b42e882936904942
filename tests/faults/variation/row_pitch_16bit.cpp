// fault: row_pitch_16bit
// class: LAYOUT
// law: strided
// trigger: softmax f32 strided, 2 x 4 in a table 70000 wide
// Strided: the row stride of x is held in 16 bits unsigned (a slice of a table of 65536 columns
// and more).
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}
SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t xr,
                                ptrdiff_t xc, ptrdiff_t yr, ptrdiff_t yc) {
  if (xr > 0 && xc > 0) xr &= 0xFFFF;
  return each_row_strided(
      x, y, rows, cols, xr, xc, yr, yc,
      [](View<const float> a, View<float> b, size_t n) { softmax_row(a, b, n); });
}
