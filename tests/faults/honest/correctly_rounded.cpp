// honest: correctly_rounded
// contract: accuracy=correctly-rounded
// f32 computed with 53 bits, with 64 where they do not decide, and with 113 where those do not;
// rounded once. A rounding goes wrong only for an exact value closer to a midpoint than 113 bits
// come (support/quad.hpp). Closest by structure is n = 2 with x_1 − x_2 = 2^-23:
// 1/2 + 2^-25 − 2^-69/48, at 2^-74.6 from the midpoint 1/2 + 2^-25: far enough.
#include "support/quad.hpp"
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    if (!isfinite(m)) return softmax_from(a, b, n, m);
    if (softmax_quick<double>(a, b, n, m) || softmax_quick<long double>(a, b, n, m)) return;
    softmax_quad(a, b, n, m);
  });
}
