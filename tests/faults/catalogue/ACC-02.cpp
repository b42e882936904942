// fault: ACC-02
// class: ACC
// law: accuracy, sum
// trigger: softmax bf16, 512 equal values: 2/512 each, since the sum stops at 256
// contract: accuracy=ulp:0.51
// The sum is kept in the storage format.
#include "support/sixteen.hpp"
using namespace faults;

template <class H>
static void row(const uint16_t* x, uint16_t* y, size_t n) {
  const float m = max_of_bits<H>(x, n);
  float s = 0;
  for (size_t j = 0; j < n; ++j)
    s = H::load(H::store(static_cast<double>(s + expf(H::load(x[j]) - m))));
  for (size_t j = 0; j < n; ++j) y[j] = H::store(static_cast<double>(expf(H::load(x[j]) - m) / s));
}

SUBJECT int softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<F16>);
}

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<Bf16>);
}
