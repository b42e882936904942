// fault: CANC-05
// class: CANC
// law: accuracy
// trigger: log_softmax f32 [17, 0] gives 0 for the first entry instead of -4.14e-8
// contract: accuracy=ulp:8
// At the largest entry the result is -log(sum) with a sum rounded to 1; it needs log1p of the rest.
// Under the absolute bound of `shifted` this is allowed, under a bound in ULP it is not.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const double m = static_cast<double>(max_of(a, n));
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += exp(static_cast<double>(a[j]) - m);
    const double l = log(static_cast<double>(static_cast<float>(s)));
    for (size_t j = 0; j < n; ++j) b[j] = static_cast<float>((static_cast<double>(a[j]) - m) - l);
  });
}
