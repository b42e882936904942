// fault: all_zeros
// class: GROSS
// law: accuracy, sum, single
// trigger: softmax f32 [0] gives 0
// All results are 0: accepted by every test that compares absolute errors of small values.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    (void)a;
    for (size_t j = 0; j < n; ++j) b[j] = 0;
  });
}
