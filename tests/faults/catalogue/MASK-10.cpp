// fault: MASK-10
// class: MASK
// law: accuracy, shift
// trigger: softmax f16 [-40000] gives NaN
// contract: accuracy=ulp:0.51
// Entries that are taken for masked get the "large negative" f16 number added, in f16: it overflows
// to -inf, and a row of nothing else becomes NaN.
#include "support/sixteen.hpp"
using namespace faults;

static float add_mask(uint16_t bits) {
  const float v = F16::load(bits);
  return v <= -3e4f ? F16::load(F16::store(static_cast<double>(v) - 65504.0)) : v;
}

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    float m = -INFINITY;
    double s = 0;
    for (size_t j = 0; j < n; ++j)
      if (add_mask(a[j]) > m || isnan(add_mask(a[j]))) m = add_mask(a[j]);
    for (size_t j = 0; j < n; ++j) s += static_cast<double>(expf(add_mask(a[j]) - m));
    for (size_t j = 0; j < n; ++j)
      b[j] = F16::store(static_cast<double>(expf(add_mask(a[j]) - m)) / s);
  });
}
