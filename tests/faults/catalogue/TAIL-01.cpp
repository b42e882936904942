// fault: TAIL-01
// class: TAIL
// law: accuracy
// trigger: log_softmax f32, 9 equal values: -ln 16 instead of -ln 9
// The last, partial vector is loaded into the first lanes and the whole register is added, with the
// lanes of the step before.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float lane[8] = {}, s = 0;
    for (size_t from = 0; from < n; from += 8) {
      for (size_t i = 0; i < 8 && from + i < n; ++i) lane[i] = expf(a[from + i] - m);
      for (const float e : lane) s += e;
    }
    const float l = logf(s);
    for (size_t j = 0; j < n; ++j) b[j] = (a[j] - m) - l;
  });
}
