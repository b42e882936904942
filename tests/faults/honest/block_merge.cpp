// honest: block_merge
// variant: online_double
// contract: reproducibility=bitwise
// Blocks of 64 entries, each with its own maximum m_b and sum s_b; the sum is Σ s_b·exp(m_b − max).
// A term has two exps (1.01 u each) and one product: 3.02 of the E = 4 of the contract; the two
// differences telescope to d_i. A term passes through at most 63 + ⌈n/64⌉ − 1 additions, which is
// n − 1 or less when there are two blocks or more; adding an exact zero rounds nothing, so m − 1 of
// the unmasked holds too. A block of only −inf is left out.
#include "support/rows.hpp"
using namespace faults;

static float merged_sum(const float* x, size_t n, float m) {
  float s = 0;
  for (size_t from = 0; from < n; from += 64) {
    const size_t count = n - from < 64 ? n - from : 64;
    const float block_max = max_of(x + from, count);
    if (block_max == -INFINITY) continue;
    s += sum_of_exp(x + from, count, block_max) * expf(block_max - m);
  }
  return s;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    const float s = merged_sum(a, n, m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const float m = max_of(a, n);
    return isfinite(m) ? m + logf(merged_sum(a, n, m)) : m;
  });
}
