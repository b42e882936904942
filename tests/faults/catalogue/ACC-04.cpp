// fault: ACC-04
// class: ACC
// law: accuracy
// trigger: softmax f16, 1000 entries between 0 and 1: a few ULP off
// contract: accuracy=ulp:0.51
// Eight binary16 accumulators, combined pairwise; no overflow, since every term is at most 1.
#include "support/sixteen.hpp"
using namespace faults;

static float half_sum(float a, float b) {
  return F16::load(F16::store(static_cast<double>(a + b)));
}

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<F16>(a, n);
    float lane[8] = {};
    for (size_t j = 0; j < n; ++j) lane[j % 8] = half_sum(lane[j % 8], expf(F16::load(a[j]) - m));
    for (size_t width = 4; width > 0; width /= 2)
      for (size_t i = 0; i < width; ++i) lane[i] = half_sum(lane[i], lane[i + width]);
    for (size_t j = 0; j < n; ++j)
      b[j] = F16::store(static_cast<double>(expf(F16::load(a[j]) - m) / lane[0]));
  });
}
