// fault: EXP-14
// class: EXP
// law: accuracy
// trigger: softmax f32 [0.4, 0] gives [0.5, 0.5]
// A shift in the place of exp: 2 to the whole part of the difference.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) {
      return d > -200 ? ldexpf(1, static_cast<int>(d * 1.4426950f)) : expf(d);
    });
  });
}
