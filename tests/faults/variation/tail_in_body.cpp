// fault: tail_in_body
// class: TAIL
// law: accuracy
// trigger: log_softmax f32, 9 equal values: −ln 16
// The last, partial vector of 8 is taken as a whole one that ends with the row: elements of the
// vector before it are summed twice.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float s = 0;
    for (size_t from = 0; from < n; from += 8)
      s += n - from >= 8 || n < 8 ? sum_of_exp(a + from, n - from < 8 ? n - from : 8, m)
                                  : sum_of_exp(a + n - 8, 8, m);
    const float l = logf(s);
    for (size_t j = 0; j < n; ++j) b[j] = (a[j] - m) - l;
  });
}
