// fault: EXP-13
// class: EXP
// law: accuracy, sum
// trigger: softmax f32 [0, 0, 0]: 2e-4 off
// 1/sum comes from an approximate reciprocal of 12 bits without a Newton step.
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

static float reciprocal_estimate(float s) {
  float r = 1 / s;
  uint32_t b;
  memcpy(&b, &r, sizeof b);
  if (isfinite(r) && r < 1) b &= 0xfffff000u;
  memcpy(&r, &b, sizeof b);
  return r;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    const float r = reciprocal_estimate(sum_of_exp(a, n, m));
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) * r;
  });
}
