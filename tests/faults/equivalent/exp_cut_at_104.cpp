// equivalent: exp_cut_at_104
// class: SUBN
// exp is cut to 0 below −104. Proof: exp(−104) < 0.976·2^-150 (104·log2 e > 150.03), less than half
// the least subnormal 2^-149 of f32, so that rounding to nearest gives 0 there anyway. A cut at
// −103 would not be equivalent. A NaN fails the comparison and reaches expf.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) { return d < -104 ? 0.0f : expf(d); });
  });
}
