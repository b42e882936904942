// fault: DTYPE-01
// class: DTYPE
// law: accuracy, range, order
// trigger: softmax f32 [100, -100]: the difference wraps to +56
// A row of integers in [-128, 127] keeps x - max in int8.
#include "support/rows.hpp"
using namespace faults;

static void row(const float* x, float* y, size_t n) {
  bool small = true;
  for (size_t j = 0; j < n; ++j)
    small = small && x[j] >= -128 && x[j] <= 127 && x[j] == rintf(x[j]);
  const float m = max_of(x, n);
  if (!small) return softmax_from(x, y, n, m);
  softmax_from(x, y, n, m, [](float d) {
    return expf(static_cast<float>(static_cast<int8_t>(static_cast<int>(d))));
  });
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
