// honest: one_entry_only
// variant: limited_length
// contract: max_cols=1
// Rows of one entry and no longer: softmax is exp(0)/exp(0) = 1, logsumexp x + ln 1 = x, exactly.
// Every longer row is refused, as the contract says, so that no law about two entries has anything
// to look at.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return cols > 1 ? 1 : softmax_batch(x, y, rows, cols);
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return cols > 1 ? 1 : logsumexp_batch(x, y, rows, cols);
}
