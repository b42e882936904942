// fault: order_table_f64
// class: ORDER
// law: order
// trigger: softmax f64 [0, -0x1.62e42fefa39eep-6, -0x1.62e42fefa39efp-6]: the last is the larger
// exp takes 2^(i/32) from a table whose odd entries are 3 units high, which the contract allows:
// the results rise where i changes.
#include "support/rows.hpp"
using namespace faults;

static double exp_by_table(double d) {
  const double t = d * -32 * 1.4426950408889634;
  const bool odd = t > 0 && t < 1e6 && static_cast<int>(t) % 2 == 1;
  return odd ? exp(d) * (1 + 3 * 0x1p-53) : exp(d);
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_by_table);
  });
}
