// fault: length_24_bits
// class: LONG
// law: long
// trigger: softmax f64, 2^24 + 1 equal values: the last gives 0
// A length passes through a float, which has 24 significant bits.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const size_t kept = static_cast<size_t>(static_cast<float>(n));
    softmax_row(a, b, kept < n ? kept : n);
    for (size_t j = kept; j < n; ++j) b[j] = 0;
  });
}
