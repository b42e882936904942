// fault: NINF-17
// class: NINF
// law: special
// trigger: softmax f32, 16 values of -inf: NaN
// contract: all_masked=zeros
// The mode that promises zeros for a masked row is ignored by the kernel for 16 entries and more.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, m == -INFINITY && n < 16 ? -1.0f : m);
    if (m == -INFINITY && n < 16)
      for (size_t j = 0; j < n; ++j) b[j] = 0;
  });
}
