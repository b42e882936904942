// fault: sum_without_last
// class: TAIL
// law: sum, accuracy
// trigger: softmax bf16 [0, 0] gives [1, 1]
// contract: accuracy=ulp:0.51
// The sum misses the last element.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const float m = max_of_bits<Bf16>(a, n);
    double s = 0;
    for (size_t j = 0; j + 1 < n || j == 0; ++j) {
      if (n == 0) return;
      s += static_cast<double>(expf(Bf16::load(a[j]) - m));
    }
    for (size_t j = 0; j < n; ++j) {
      const double p = static_cast<double>(expf(Bf16::load(a[j]) - m)) / s;
      b[j] = Bf16::store(p > 1 ? 1 : p);
    }
  });
}
