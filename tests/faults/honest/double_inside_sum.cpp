// honest: double_inside_sum
// variant: double_inside
// contract: summation=compensated exp_error=1
// logsumexp of f32 in f64, rounded once. A bound in ULP cannot be promised: max + ln S may cancel
// to any depth. Absolutely, with U = 2^-53: the error before the last rounding is at most
// (|max| + n + ln n + 5) U, and |max| ≤ |y| + ln n; up to n = 2^22 that is far below one f32 u of
// (|y| + ln S + E + ln(n/S) + 2), the bound of B3.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float top = max_of(a, n);
    if (!isfinite(top)) return top;
    const double m = static_cast<double>(top);
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += exp(static_cast<double>(a[j]) - m);
    return static_cast<float>(m + log(s));
  });
}
