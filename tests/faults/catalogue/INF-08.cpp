// fault: INF-08
// class: INF
// law: special, mask, accuracy
// trigger: softmax f32 [0, NaN] gives finite values; [0, -inf] gives 3.7e-39 for the mask
// The argument of exp is cut with fmax(d, -88.5), which drops NaN.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) { return expf(fmaxf(d, -88.5f)); });
  });
}
