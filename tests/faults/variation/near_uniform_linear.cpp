// fault: near_uniform_linear
// class: EXP
// law: sweep
// trigger: softmax f32 [0, -0x1.f8p-10]
// f32: rows whose span is below 2^-9 take exp(d) = 1 + d.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    bool near = isfinite(m);
    for (size_t j = 0; j < n; ++j) near = near && m - a[j] < 0x1p-9f;
    if (near)
      softmax_from(a, b, n, m, [](float d) { return 1.0f + d; });
    else
      softmax_from(a, b, n, m);
  });
}
