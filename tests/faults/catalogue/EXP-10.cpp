// fault: EXP-10
// class: EXP
// law: accuracy
// trigger: softmax f32 [18, 0] gives 0 for the second entry; [1, 0] is off by 2^-11
// exp from a table of binary16: the argument and the result are rounded to it.
#include "support/sixteen.hpp"
using namespace faults;

static float through_half(float v) { return F16::load(F16::store(static_cast<double>(v))); }

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n),
                 [](float d) { return through_half(expf(through_half(d))); });
  });
}
