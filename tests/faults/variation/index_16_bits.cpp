// fault: index_16_bits
// class: IDX
// law: long
// trigger: softmax f32, 65537 equal values: the first gives 1, the others 0
// The length of a row is kept in 16 bits.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const size_t kept = static_cast<uint16_t>(n);
    softmax_row(a, b, kept);
    for (size_t j = kept; j < n; ++j) b[j] = 0;
  });
}
