// fault: SUBN-02
// class: SUBN
// law: accuracy
// trigger: softmax f32 [0, -89] gives 0 instead of 2.2e-39
// exp is 0 below -88.723: subnormal results are lost, though underflow is gradual by contract.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), [](float d) { return d < -88.723f ? 0.0f : expf(d); });
  });
}
