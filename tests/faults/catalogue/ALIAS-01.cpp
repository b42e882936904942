// fault: ALIAS-01
// class: ALIAS
// law: accuracy
// trigger: softmax f32 [1, 0] with y apart from x: a function of what y held before
// contract: in_place=yes
// The exps are taken of the output array, which was assumed to be the input.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(static_cast<const float*>(b), b, n, max_of(a, n));
  });
}
