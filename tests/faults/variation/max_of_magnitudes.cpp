// fault: max_of_magnitudes
// class: MAX
// law: range, accuracy, shift
// trigger: softmax bf16 [-64]: exp(-128) is 0 and the result NaN
// contract: accuracy=ulp:0.51
// The shift is the largest magnitude instead of the largest value.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<Bf16>(a, n);
    float magnitude = m;
    for (size_t j = 0; j < n; ++j)
      if (isfinite(m) && isfinite(Bf16::load(a[j])))
        magnitude = fmaxf(magnitude, fabsf(Bf16::load(a[j])));
    softmax_bits_from<Bf16>(a, b, n, magnitude);
  });
}
