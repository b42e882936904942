// fault: INF-16
// class: INF
// law: mask, accuracy
// trigger: log_softmax f32 [0, -inf] gives NaN for the first entry
// For up to 64 classes a compiled path takes Σ_j onehot_j · logp_j instead of an index: 0 · -inf.
#include "support/rows.hpp"
using namespace faults;

static void row(const float* x, float* y, size_t n) {
  log_softmax_row(x, y, n);
  if (n > 64) return;
  float picked[64];
  for (size_t k = 0; k < n; ++k) {
    picked[k] = 0;
    for (size_t j = 0; j < n; ++j) picked[k] += (j == k ? 1.0f : 0.0f) * y[j];
  }
  for (size_t k = 0; k < n; ++k) y[k] = picked[k];
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
