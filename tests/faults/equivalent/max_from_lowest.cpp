// equivalent: max_from_lowest
// class: NINF
// contract: all_masked=nan
// The maximum starts at −FLT_MAX instead of −inf. Proof: it differs only if every entry is −inf;
// then m = −FLT_MAX, every exp is exp(−inf) = 0, and 0/0 is NaN at every length: what the contract
// says, and what −inf − −inf would have given. Under all_masked = zeros it is NINF-20.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, m < -FLT_MAX ? -FLT_MAX : m);
  });
}
