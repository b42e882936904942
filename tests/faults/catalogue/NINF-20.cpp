// fault: NINF-20
// class: NINF
// law: special
// trigger: softmax f32 [-inf] gives NaN where zeros are promised
// contract: all_masked=zeros
// The maximum starts at the lowest finite number; a row of only -inf has sum 0, and 0·(1/0) is NaN.
#include <float.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, m < -FLT_MAX ? -FLT_MAX : m);
  });
}
