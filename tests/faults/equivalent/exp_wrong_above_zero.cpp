// equivalent: exp_wrong_above_zero
// class: EXP
// An exp that gives 0 for every argument above 0. Proof: m ≥ x_j for every j unless a NaN is in the
// row, so x_j − m ≤ 0 after rounding too (rounding is monotone and keeps 0): the wrong part of exp
// is never reached. With a NaN m is NaN, and so is every argument.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) { return d > 0 ? 0.0f : expf(d); });
  });
}
