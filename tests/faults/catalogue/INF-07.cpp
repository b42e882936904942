// fault: INF-07
// class: INF
// law: special
// trigger: softmax f32 [-inf, NaN] gives zeros
// contract: all_masked=zeros
// A masked row is found by its maximum, and fmax drops the NaN.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    float m = -INFINITY;
    for (size_t j = 0; j < n; ++j) m = fmaxf(m, a[j]);
    if (m == -INFINITY) {
      for (size_t j = 0; j < n; ++j) b[j] = 0;
      return;
    }
    softmax_from(a, b, n, m);
  });
}
