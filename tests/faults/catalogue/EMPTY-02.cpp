// fault: EMPTY-02
// class: EMPTY
// law: empty
// trigger: softmax f32 with cols = 0 is refused, log_softmax f32 with cols = 0 is not
// Two functions that disagree on empty input; both are to accept it.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return cols == 0 ? 1 : softmax_batch(x, y, rows, cols);
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return log_softmax_batch(x, y, rows, cols);
}
