// fault: TEMP-04
// class: TEMP
// law: accuracy
// trigger: softmax f32 [1e38] gives NaN
// x/T overflows before the maximum is subtracted; T = 1/4, taken back afterwards, is exact
// otherwise.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float temperature = 0.25f, m = max_of(a, n) / temperature;
    float s = 0;
    for (size_t j = 0; j < n; ++j) s += b[j] = expf((a[j] / temperature - m) * temperature);
    for (size_t j = 0; j < n; ++j) b[j] /= s;
  });
}
