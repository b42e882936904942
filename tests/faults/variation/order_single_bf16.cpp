// fault: order_single_bf16
// class: ORDER
// law: order
// trigger: softmax bf16 [0, -5.03125, -5.0625]: the last is above the one before
// contract: accuracy=ulp:2
// One entry of a table of all numbers of the format is a unit too low.
#include "support/sixteen.hpp"
using namespace faults;

static float exp_with_one_wrong(float d) { return d == -5.03125f ? expf(d) * 0.98f : expf(d); }

SUBJECT int softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const uint16_t* a, uint16_t* b, size_t n) {
    softmax_bits_from<Bf16>(a, b, n, max_of_bits<Bf16>(a, n), exp_with_one_wrong);
  });
}
