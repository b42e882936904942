// fault: TAIL-10
// class: TAIL
// law: written, batch
// trigger: softmax f32, 2 rows of 1 entry: the second is not written
// The branch for rows shorter than 8 does not move the output pointer on.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  float* out = y;
  for (size_t r = 0; r < rows; ++r) {
    softmax_row(x + r * cols, out, cols);
    if (cols >= 8) out += cols;
  }
  return 0;
}
