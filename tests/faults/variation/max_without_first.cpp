// fault: max_without_first
// class: MAX
// law: range, accuracy, permutation, shift
// trigger: softmax f64 [710, 0] gives NaN
// The loop for the maximum starts at element 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_from(a, b, n, n > 1 ? max_of(a + 1, n - 1) : max_of(a, n));
  });
}
