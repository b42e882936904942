// fault: TAIL-02b
// class: TAIL
// law: written
// trigger: softmax f32 [0]: y is not written; n a multiple of 8 is right
// The variant of TAIL-02 that recomputes the exps: the tail is never written.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    const float s = sum_of_exp(a, n, m);
    for (size_t j = 0; j < n / 8 * 8; ++j) b[j] = expf(a[j] - m) / s;
  });
}
