// fault: EXP-13b
// class: EXP
// law: accuracy
// trigger: softmax f32 [0, 0, 0] and other short rows: up to 4 ULP where 1 is promised
// contract: accuracy=ulp:1
// The estimate of EXP-13 (error up to 1.5·2^-12, as of rcpps) with one Newton step: a loss of 2 to
// 4 ULP. The sum is in f64, so that nothing else is lost.
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

static float reciprocal(float s) {
  float r = 1 / s;
  uint32_t b;
  memcpy(&b, &r, sizeof b);
  if (isfinite(r) && r < 1) b = (b & 0xffffe000u) | 0x800u;
  memcpy(&r, &b, sizeof b);
  return r < 1 ? r * (2 - s * r) : r;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const double m = static_cast<double>(max_of(a, n));
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += exp(static_cast<double>(a[j]) - m);
    const double r = static_cast<double>(reciprocal(static_cast<float>(s)));
    for (size_t j = 0; j < n; ++j)
      b[j] = static_cast<float>(exp(static_cast<double>(a[j]) - m) * r);
  });
}
