// equivalent: exp_doubled
// class: EXP
// An exp that is too large by a factor of 2. Proof: multiplying by 2 is exact (nothing here is near
// overflow: each term is at most 2), so it commutes with every addition of the sum, and the
// quotient (2e)/(2s) is e/s, bit for bit. expf(d) is taken first and then doubled, so that its
// rounding into the subnormals is the same.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) { return 2 * expf(d); });
  });
}
