// fault: truncated_store
// class: ACC
// law: accuracy
// trigger: softmax bf16 [0, 0, 0]: 0.33203 where 0.33398 is nearer
// contract: accuracy=ulp:0.51
// The store into bfloat16 cuts the lower 16 bits of f32 instead of rounding.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<Bf16>(a, n);
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += expf(Bf16::load(a[j]) - m);
    for (size_t j = 0; j < n; ++j) {
      const float p = expf(Bf16::load(a[j]) - m) / s;
      uint32_t bits;
      memcpy(&bits, &p, sizeof bits);
      b[j] = static_cast<uint16_t>(bits >> 16);
    }
  });
}
