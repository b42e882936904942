// fault: MAX-17
// class: MAX
// law: accuracy, sum, shift
// trigger: softmax f32 [32895, 32895] gives NaN: the maximum is taken as 32768
// The reduction for the maximum ran in bfloat16 while the sum ran in f32. A rounded shift is
// harmless until it is more than 88 below the maximum.
#include "support/sixteen.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    softmax_from(a, b, n, Bf16::load(Bf16::store(static_cast<double>(m))));
  });
}
