// fault: constant
// class: GROSS
// law: accuracy, sum, single
// trigger: softmax bf16 [0] gives 0.5
// contract: accuracy=ulp:0.51
// 0.5 for every entry of finite rows.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    const bool finite = isfinite(max_of_bits<Bf16>(a, n));
    for (size_t j = 0; j < n; ++j) b[j] = Bf16::store(finite ? 0.5 : static_cast<double>(NAN));
  });
}
