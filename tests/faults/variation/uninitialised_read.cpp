// fault: uninitialised_read
// class: MEM
// law: accuracy, repeat
// trigger: softmax f32, 7 entries of −5: the sum takes in what the stack held
// The last vector of 8 is filled from memory that nothing has written.
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float m = max_of(a, n);
    float padded[8];
    asm volatile("" : : "r"(padded) : "memory");
    float s = 0;
    for (size_t from = 0; from < n; from += 8) {
      memcpy(padded, a + from, (n - from < 8 ? n - from : 8) * sizeof(float));
      asm volatile("" : : "r"(padded) : "memory");
      s += sum_of_exp(static_cast<const float*>(padded), 8, m);
    }
    for (size_t j = 0; j < n; ++j) b[j] = expf(a[j] - m) / s;
  });
}
