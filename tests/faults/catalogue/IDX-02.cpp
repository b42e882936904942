// fault: IDX-02
// class: IDX
// law: strided, process, bounds
// trigger: softmax f32, strided, 3 rows of 1 entry with a row stride of 16384
// int row · int stride. The real one had 32 bits; this model of it has 16: offsets from 32768 on
// turn negative.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t x_row,
                                ptrdiff_t x_col, ptrdiff_t y_row, ptrdiff_t y_col) {
  for (size_t r = 0; r < rows; ++r) {
    const ptrdiff_t k = static_cast<ptrdiff_t>(r);
    const int16_t offset = static_cast<int16_t>(k * x_row);
    softmax_row(View<const float>{x + offset, x_col}, View<float>{y + k * y_row, y_col}, cols);
  }
  return 0;
}
