// fault: LAY-10
// class: LAYOUT
// law: sum, accuracy, batch
// trigger: softmax f32, 2 rows of 1 entry: 1/2 each
// One sum over all axes: each row sums to its share.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  float s = 0;
  for (size_t r = 0; r < rows; ++r) {
    const float m = max_of(x + r * cols, cols);
    for (size_t j = 0; j < cols; ++j) s += y[r * cols + j] = expf(x[r * cols + j] - m);
  }
  for (size_t i = 0; i < rows * cols; ++i) y[i] /= s;
  return 0;
}
