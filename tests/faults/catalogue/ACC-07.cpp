// fault: ACC-07
// class: ACC
// law: accuracy, sum
// trigger: softmax bf16 [0, -0.1]: up to 2 ULP off
// contract: accuracy=ulp:0.51
// The exps are stored in bfloat16 between the passes, and so is the reciprocal of the sum.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<Bf16>(a, n);
    double s = 0;
    for (size_t j = 0; j < n; ++j) {
      b[j] = Bf16::store(static_cast<double>(expf(Bf16::load(a[j]) - m)));
      s += static_cast<double>(Bf16::load(b[j]));
    }
    const float r = Bf16::load(Bf16::store(1 / s));
    for (size_t j = 0; j < n; ++j) b[j] = Bf16::store(static_cast<double>(Bf16::load(b[j]) * r));
  });
}
