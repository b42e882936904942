// fault: single_sum_double
// class: ACC
// law: accuracy
// trigger: softmax f64, 3 values: 1e-8 off
// The sum of an f64 softmax is kept in f32; all else is f64.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += static_cast<float>(exp(a[j] - m));
    for (size_t j = 0; j < n; ++j) b[j] = exp(a[j] - m) / static_cast<double>(s);
  });
}
