// fault: ties_body_tail
// class: ORDER
// law: order
// trigger: softmax f32, 9 values, 1 and eight times 0 at some level: the last 0 differs from the others
// contract: exp_error=160
// The body of 8 and the remainder use different exps, each within the contract; equal inputs give
// unequal bits.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    const size_t body = n / 8 * 8;
    float s = 0;
    for (size_t j = 0; j < n; ++j)
      s += b[j] = j < body ? expf(a[j] - m) : exp2f((a[j] - m) * 1.44269504f);
    for (size_t j = 0; j < n; ++j) b[j] /= s;
  });
}
