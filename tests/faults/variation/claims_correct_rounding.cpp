// fault: claims_correct_rounding
// class: ACC
// law: midpoint
// trigger: softmax f32 [0, -0x1.2026bep+1, -0x1.0510c6p+4, -0x1.db0816p+4]
// contract: accuracy=correctly-rounded
// Computed in f64, rounded once and declared correctly rounded: wrong where the exact value is
// closer to a midpoint than f64 can tell.
#include <vector>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const double m = static_cast<double>(max_of(a, n));
    std::vector<double> e(n);
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += e[j] = exp(static_cast<double>(a[j]) - m);
    for (size_t j = 0; j < n; ++j) b[j] = static_cast<float>(e[j] / s);
  });
}
