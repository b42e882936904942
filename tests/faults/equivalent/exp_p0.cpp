// equivalent: exp_p0
// class: EXP
// The exp of EXP-05, with exp(0) = 1 + 2^-23, in a softmax. Proof that the contract holds: the
// factor c = 1 + 2u stands in the numerator and in every term of the sum and cancels; what is left
// of each term is expf's 1.01 u and the rounding of the product, u: E ≤ 2.01 of the 4 allowed. One
// entry gives c/c = 1 exactly; every numerator is a term of the sum, so no result exceeds 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) { return expf(d) * 1.00000012f; });
  });
}
