// fault: chunk_remainder
// class: LONG
// law: long
// trigger: logsumexp f64, 2^20 + 1 zeros: 1e-6 off
// From 2^20 entries on the sum takes whole chunks of 4096 and leaves out the rest.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int logsumexp_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const double* a, size_t n) {
    return logsumexp_row(a, n < (1u << 20) ? n : n / 4096 * 4096);
  });
}
