// fault: max_kept_by_address
// class: RACE
// law: first-call, repeat, consistency
// trigger: softmax f32 [0, 0], then logsumexp [-200, -200] at the same address: -inf
// logsumexp takes the maximum that softmax found in a row of the same address and length, and does
// not look whether the row has changed.
#include "support/rows.hpp"
using namespace faults;

static const float* kept_row = nullptr;
static size_t kept_length = 0;
static float kept_max = 0;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  softmax_batch(x, y, rows, cols);
  if (rows == 1 && cols > 0) kept_row = x, kept_length = cols, kept_max = max_of(x, cols);
  return 0;
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  const bool kept = rows == 1 && x == kept_row && cols == kept_length;
  return each_value(x, y, rows, cols, [=](const float* a, size_t n) {
    return logsumexp_from(a, n, kept ? kept_max : max_of(a, n));
  });
}
