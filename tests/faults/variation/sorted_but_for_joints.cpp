// fault: sorted_but_for_joints
// class: MAX
// law: outlier
// trigger: softmax f32, 32 entries: [100 ... 115, 0 ... 15]
// A row of 32 entries and more that rises strictly inside each block of 16 is taken for sorted
// (the joints are not compared): its maximum is its last entry. [100 ... 115, 0 ... 15] overflows.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    bool rising = n >= 32;
    for (size_t j = 1; rising && j < n; ++j)
      rising = isfinite(a[j]) && (j % 16 == 0 || a[j] > a[j - 1]);
    softmax_from(a, b, n, rising && isfinite(a[0]) ? a[n - 1] : max_of(a, n));
  });
}
