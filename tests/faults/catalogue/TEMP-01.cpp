// fault: TEMP-01
// class: TEMP
// law: first-call, repeat, accuracy
// trigger: softmax f32 [1, 0], first call of the process: NaN; the second call is right
// x/T with T = 0, its value while the key is missing; here it is set once the first call is over.
#include "support/rows.hpp"
using namespace faults;

static float temperature = 0;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  for (size_t i = 0; i < rows * cols; ++i) y[i] = x[i] / temperature;
  softmax_batch(static_cast<const float*>(y), y, rows, cols);
  if (rows * cols > 0) temperature = 1;
  return 0;
}
