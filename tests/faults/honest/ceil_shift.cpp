// honest: ceil_shift
// variant: three_pass
// contract: exp_error=760 order=bound
// The shift is c = ⌈max⌉ and not the maximum, 0 ≤ c − max < 1, which leaves the quotient as it is.
// fl(x_j − c) is off by at most (d_j + 1) u. The contract grants d_j u only where x_j − max itself
// is rounded, so all of it must stand in exp_error: a numerator that is not 0 has d_j ≤ 746, and
// with 1.01 u of exp that is E ≤ 748.1 < 760. A subnormal numerator is off by at most 0.52 η
// (libm's exp); the sum is at least e^-1, and the division adds η/2: 0.52·e + 0.5 < 1.92 of the 2η
// of B2. s ≥ e_j gives y_j ≤ 1; one entry gives e/e = 1.
#include "support/rows.hpp"
using namespace faults;

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    const double m = max_of(a, n);
    softmax_from(a, b, n, isfinite(m) ? ceil(m) : m);
  });
}
