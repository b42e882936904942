// fault: single_inside_double
// class: ACC
// law: accuracy
// trigger: softmax f64 [0, 0.1]: off by 1e-8
// f32 arithmetic inside f64.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += expf(static_cast<float>(a[j] - m));
    for (size_t j = 0; j < n; ++j)
      b[j] = static_cast<double>(expf(static_cast<float>(a[j] - m)) / s);
  });
}
