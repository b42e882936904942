// fault: TEMP-02
// class: TEMP
// law: range, accuracy, single, sum
// trigger: softmax f32 [42000] gives 1.001 or 0.999
// The maximum and the sum use the rounded product x·c, the numerator fuses x·c − m: what the
// rounding left is an exponent. c is log2 e, for exp2.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const double c = 1.4426950408889634;
    const double m = static_cast<double>(static_cast<float>(static_cast<double>(max_of(a, n)) * c));
    const double top = static_cast<double>(max_of(a, n));
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += exp2((static_cast<double>(a[j]) - top) * c);
    for (size_t j = 0; j < n; ++j)
      b[j] = static_cast<float>(exp2(fma(static_cast<double>(a[j]), c, -m)) / s);
  });
}
