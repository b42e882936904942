// fault: masked_at_600
// class: MASK
// law: special
// trigger: softmax f32 of 600 entries -inf gives zeros, of 599 gives NaN
// A path for rows of 512 to 767 entries divides by a sum that is guarded against 0.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n);
    if (n < 512 || n > 767 || max_of(a, n) != -INFINITY) return;
    for (size_t j = 0; j < n; ++j) b[j] = 0;
  });
}
