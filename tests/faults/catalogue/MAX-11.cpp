// fault: MAX-11
// class: MAX
// law: accuracy, sum, order
// trigger: softmax f32 [1, 0] gives [0.731, 0.731]
// Each column takes the maximum from its own element on for its numerator; the sum is right.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float s = sum_of_exp(a, n, max_of(a, n));
    float suffix = -INFINITY;
    for (size_t j = n; j-- > 0;) {
      if (a[j] > suffix || isnan(a[j])) suffix = a[j];
      b[j] = expf(a[j] - suffix) / s;
    }
  });
}
