// honest: limited_length
// contract: max_cols=1000
// Refuses rows of more than 1000 entries, which the contract names. Numbers as in three_pass.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return cols > 1000 ? 1 : softmax_batch(x, y, rows, cols);
}
