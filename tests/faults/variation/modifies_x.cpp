// fault: modifies_x
// class: MEM
// law: input
// trigger: softmax f32 [1]: x becomes 0
// The maximum is subtracted in x itself.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float* const own = const_cast<float*>(a);
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    for (size_t j = 0; j < n; ++j) own[j] -= m;
    softmax_from(a, b, n, 0.0f);
  });
}
