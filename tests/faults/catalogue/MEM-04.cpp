// fault: MEM-04
// class: MEM
// law: accuracy
// trigger: softmax f32 [-109, 78] reads index -60 of a table of exps
// Rows of integers in [-128, 127] use a table of exp(-127 … 0), whose index misses the offset for
// differences down to -255; it reads what lies before the table, which here is not zero.
#include "support/rows.hpp"
using namespace faults;

static struct {
  float scales[128];
  float exps[128];
} table;

static float looked_up(float d) {
  const float* const all = table.scales;
  return all[128 + 127 + static_cast<int>(d)];  // scales, then exps
}

__attribute__((constructor)) static void fill() {
  for (int i = 0; i < 128; ++i) {
    table.scales[i] = 0.25f;
    table.exps[i] = expf(static_cast<float>(i - 127));
  }
}

static void row(const float* x, float* y, size_t n) {
  bool small = true;
  for (size_t j = 0; j < n; ++j)
    small = small && x[j] >= -128 && x[j] <= 127 && x[j] == rintf(x[j]);
  const float m = max_of(x, n);
  if (small)
    softmax_from(x, y, n, m, looked_up);
  else
    softmax_from(x, y, n, m);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row);
}
