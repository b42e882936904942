// equivalent: padding_summed
// class: TAIL
// The sum runs over the row padded to a multiple of 8 with −inf. Proof: exp(−inf − m) = 0 for every
// finite m, and adding 0 changes no positive sum; where m is not finite, the row is NaN already by
// an entry of its own (m − m is NaN). A padding with −FLT_MAX is NINF-01.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float s = sum_of_exp(a, n, m);
    for (size_t j = n; j % 8 != 0; ++j) s += expf(-INFINITY - m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
