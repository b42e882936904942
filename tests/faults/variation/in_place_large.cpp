// fault: in_place_large
// class: ALIAS
// law: rows, in-place
// trigger: softmax f32 in place, 18 rows of 4096 entries, 1 and then zeros: 1/2177, not 1/1507
// contract: in_place=yes
// Beyond 70000 elements the numerators of all rows are written first and the sums are taken from x
// afterwards, which in place holds the numerators by then.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  if (rows * cols <= 70000) return softmax_batch(x, y, rows, cols);
  for (size_t r = 0; r < rows; ++r) {
    const float m = max_of(x + r * cols, cols);
    for (size_t j = 0; j < cols; ++j) y[r * cols + j] = expf(x[r * cols + j] - m);
  }
  for (size_t r = 0; r < rows; ++r) {
    const float s = sum_of_exp(x + r * cols, cols, max_of(x + r * cols, cols));
    for (size_t j = 0; j < cols; ++j) y[r * cols + j] /= s;
  }
  return 0;
}
