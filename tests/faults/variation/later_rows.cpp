// fault: later_rows
// class: BATCH
// law: batch, accuracy, sum
// trigger: softmax bf16, 3 rows of 2 entries, the first [0, -10], the others [0, 0]: the last is 1 each
// contract: accuracy=ulp:0.51
// Rows from the third on are divided by the sum of row 0.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  double first = 0;
  for (size_t r = 0; r < rows; ++r) {
    const uint16_t* const a = x + r * cols;
    const float m = max_of_bits<Bf16>(a, cols);
    double s = 0;
    for (size_t j = 0; j < cols; ++j) s += static_cast<double>(expf(Bf16::load(a[j]) - m));
    if (r == 0) first = s;
    if (r >= 2 && isfinite(m)) s = first;
    for (size_t j = 0; j < cols; ++j)
      y[r * cols + j] = Bf16::store(static_cast<double>(expf(Bf16::load(a[j]) - m)) / s);
  }
  return 0;
}
