// fault: odd_length
// class: LEN
// law: accuracy, sum
// trigger: softmax f32, 513 equal values: 1/512 each
// For odd n in 513 … 1023 the sum misses the last element.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const bool hit = n % 2 == 1 && n > 512 && n < 1024;
    const float m = max_of(a, n);
    const float s = sum_of_exp(a, hit ? n - 1 : n, m);
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
