// fault: gap_19_20
// class: EXP
// law: accuracy
// trigger: softmax f32 [19.5, 0]: 1e-4 off
// exp has a relative error of 1e-4 for arguments in [-20, -19], and nowhere else.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n),
                 [](float d) { return d >= -20 && d <= -19 ? expf(d) * 1.0001f : expf(d); });
  });
}
