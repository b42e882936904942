// fault: TAIL-02
// class: TAIL
// law: accuracy, sum, order
// trigger: softmax f32 [0, 0] gives [1, 1]; n a multiple of 4 is right
// The remainder loop is missing in the last pass: the tail keeps its exps.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += b[j] = expf(a[j] - m);
    for (size_t j = 0; j < n / 4 * 4; ++j) b[j] /= s;
  });
}
