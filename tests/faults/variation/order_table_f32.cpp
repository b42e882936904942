// fault: order_table_f32
// class: ORDER
// law: order
// trigger: softmax f32 [0, -0x1.62e42ep-6, -0x1.62e43p-6]: the last is above the one before
// exp takes 2^(i/32) from a table whose odd entries are 3 units high, which the contract allows:
// the results rise where i changes.
#include "support/rows.hpp"
using namespace faults;

static float exp_by_table(float d) {
  const double t = static_cast<double>(d) * -32 * 1.4426950408889634;
  const bool odd = t > 0 && t < 1e6 && static_cast<int>(t) % 2 == 1;
  const double e = exp(static_cast<double>(d));
  return static_cast<float>(odd ? e * (1 + 3 * 0x1p-24) : e);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_by_table);
  });
}
