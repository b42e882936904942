// fault: OVF-11
// class: OVF
// law: accuracy, shift
// trigger: softmax f32 [-249.87, -424.13, -460.29, 378.10, -292.61] gives NaN
// exp of the raw values and a second loop which sums the exps anew.
#include "support/rows.hpp"
using namespace faults;

static void row(const float* x, float* y, size_t n) {
  for (size_t j = 0; j < n; ++j) y[j] = expf(x[j]);
  float s = 0;
  for (size_t j = 0; j < n; ++j) s += y[j];
  for (size_t j = 0; j < n; ++j) y[j] /= s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
