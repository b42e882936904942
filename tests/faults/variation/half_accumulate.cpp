// fault: half_accumulate
// class: ACC
// law: accuracy, sum
// trigger: softmax f32, 3 values: 2^-11 off
// The sum of an f32 softmax is kept in binary16.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j)
      s = F16::load(F16::store(static_cast<double>(s + expf(a[j] - m))));
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
