// honest: exp2_rounded
// variant: exp2_split
// contract: exp_error=160
// exp2f(fl(d·log2 e)) and nothing more. log2 e rounded to f32 is off by 0.23 u relative and the
// product by u, so the exponent is off by 1.23·d·u (natural units); exp2f adds 1.01 u. A numerator
// above half the least subnormal has d ≤ 104: E = 1.23·104 + 1.01 < 130. Monotone as far as exp2f
// is, since the product is.
#include "support/rows.hpp"
using namespace faults;

static float exp_by_2(float d) { return exp2f(d * 1.44269504f); }

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_by_2);
  });
}
