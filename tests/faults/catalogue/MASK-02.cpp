// fault: MASK-02
// class: MASK
// law: accuracy, sum, shift
// trigger: softmax f32 [-20000, -20001] gives [0, 0]
// contract: all_masked=zeros
// The repair of a NaN in masked rows: the maximum is at least -1e4 and the sum at least 1e-6.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = max_of(a, n);
    if (m < -1e4f) m = -1e4f;
    float s = sum_of_exp(a, n, m);
    if (s < 1e-6f) s = 1e-6f;
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
