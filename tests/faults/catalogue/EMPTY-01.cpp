// fault: EMPTY-01
// class: EMPTY
// law: empty, bounds, process
// trigger: logsumexp f32 with cols = 0 reads x[0]
// The largest of an empty range is asked for and read.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const volatile float* largest = a;
    for (size_t j = 1; j < n; ++j)
      if (a[j] > *largest || isnan(a[j])) largest = a + j;
    const float m = *largest;
    return n == 0 ? -INFINITY : logsumexp_from(a, n, isnan(max_of(a, n)) ? NAN : m);
  });
}
