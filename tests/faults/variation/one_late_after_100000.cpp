// fault: one_late_after_100000
// class: LONG
// law: blocks
// trigger: softmax f32, 100001 entries, the last 9 and the others 0
// In rows of more than 100000 entries the last 1000 results, those of the last block, are stored
// one place late.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    if (n > 100000)
      for (size_t j = n - 1; j > n - 1000; --j) b[j] = b[j - 1];
  });
}
