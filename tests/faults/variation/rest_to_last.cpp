// fault: rest_to_last
// class: SUM
// law: accuracy, order, range
// trigger: softmax f32 [30, 0] gives 0 for the second entry
// The last result is 1 minus the sum of the others: the sum is right to the last bit, the result is
// not.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    if (n < 2 || !isfinite(max_of(a, n))) return;
    float s = 0;
    for (size_t j = 0; j + 1 < n; ++j) s += b[j];
    b[n - 1] = 1 - s;
  });
}
