// fault: half_after_whole
// class: RACE
// law: repeat
// trigger: softmax f32, 20 entries after 40: the first is 1e-3 off
// A call with rows half as long as those of the call before uses what was left of it.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  static size_t last;
  softmax_batch(x, y, rows, cols);
  if (last == 2 * cols && cols > 16 && rows > 0) y[0] *= 0.999f;
  last = cols;
  return 0;
}
