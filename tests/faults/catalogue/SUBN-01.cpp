// fault: SUBN-01
// class: SUBN
// law: mask, accuracy
// trigger: softmax f32 [0, -1e30] gives 1.2e-38 for the second entry (0 is right)
// exp cuts its argument at ln(FLT_MIN), so that every masked weight is FLT_MIN / sum, a subnormal.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n),
                 [](float d) { return expf(d < -87.336545f ? -87.336545f : d); });
  });
}
