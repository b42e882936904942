// fault: RANGE-01
// class: RANGE
// law: order, accuracy
// trigger: softmax bf16 [0, 1]: entry 0 is written as 1, since no result equals the f32 maximum
// contract: accuracy=ulp:0.51
// Cause not known; the symptom was an argmax without an answer after a softmax in bfloat16. Here
// the winner is searched by comparing the rounded results with the maximum before rounding, and the
// index 0 of a search in vain is made the winner of a row that is nearly one-hot.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    softmax_bits_row<Bf16>(a, b, n);
    const float m = max_of_bits<Bf16>(a, n);
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += static_cast<double>(expf(Bf16::load(a[j]) - m));
    const float top = static_cast<float>(1 / s);
    size_t winner = 0;
    for (size_t j = 0; j < n; ++j)
      if (Bf16::load(b[j]) == top) winner = j;
    if (n > 0 && isfinite(m) && top > 0.5f) b[winner] = Bf16::store(1);
  });
}
