// fault: LAY-01b
// class: LAYOUT
// law: strided
// trigger: softmax f32, strided, 1 row of 2 entries with a column stride of 2
// The first repair of LAY-01 asked the wrong stride, and its test is always true: the input counts
// as packed.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return softmax_batch(x, y, rows, cols);
}

SUBJECT int softmax_f32_strided(const float* x, float* y, size_t rows, size_t cols, ptrdiff_t,
                                ptrdiff_t, ptrdiff_t y_row, ptrdiff_t y_col) {
  return each_row_strided(x, y, rows, cols, static_cast<ptrdiff_t>(cols), 1, y_row, y_col,
                          softmax_row<View<const float>, View<float>>);
}
