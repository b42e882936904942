// fault: signalling_nan
// class: INF
// law: planted, special
// trigger: softmax f64 [signalling NaN, 0] gives zeros
// A NaN whose quiet bit is not set gives zeros.
#include <string.h>

#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_row(a, b, n);
    for (size_t j = 0; j < n; ++j) {
      uint64_t bits;
      memcpy(&bits, a + j, sizeof bits);
      for (size_t k = 0; k < n && isnan(a[j]) && (bits >> 51 & 1) == 0; ++k) b[k] = 0;
    }
  });
}
