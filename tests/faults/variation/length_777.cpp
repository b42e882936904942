// fault: length_777
// class: TAIL
// law: lengths
// trigger: softmax f32, 777 equal values: the last gives 0
// Rows of 777 entries lose their last one; all other lengths are right.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_row(a, b, n == 777 ? n - 1 : n);
    if (n == 777) b[n - 1] = 0;
  });
}
