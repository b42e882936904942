// fault: ACC-05
// class: ACC
// law: accuracy
// trigger: log_softmax f32, 2^25 equal values give -16.6355 (ln 2^24) instead of -17.3287
// contract: summation=pairwise
// A sequential f32 sum, which stops at 2^24 and is off by hundreds of u before; pairwise is
// promised.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return log_softmax_batch(x, y, rows, cols);
}
