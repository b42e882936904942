// fault: index_17_bits
// class: IDX
// law: blocks
// trigger: softmax f32, 131073 entries, the last 9 and the others 0
// The index of the input is kept in 17 bits, and entries from 2^17 on are read from the start of
// the row.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n < 0x20000 ? n : 0x20000);
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += b[j] = expf(a[j & 0x1FFFF] - m);
    for (size_t j = 0; j < n; ++j) b[j] /= s;
  });
}
