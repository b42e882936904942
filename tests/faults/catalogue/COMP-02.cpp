// fault: COMP-02
// class: COMP
// law: accuracy, shift
// trigger: softmax f32 [4e9, 4e9]: the exponent that the rounding left over- or underflows
// A compiled path takes the maximum of rounded products and recomputes them fused in the pass of
// exp; for large values what the rounding left passes the range of f32.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const double c = 1.4426950408889634;
    const double m = static_cast<double>(static_cast<float>(static_cast<double>(max_of(a, n)) * c));
    float s = 0;
    for (size_t j = 0; j < n; ++j)
      s += b[j] = static_cast<float>(exp2(fma(static_cast<double>(a[j]), c, -m)));
    for (size_t j = 0; j < n; ++j) b[j] /= s;
  });
}
