// fault: EXP-01
// class: EXP
// law: accuracy
// trigger: softmax f64 [-5.2040, 7.8325] gives 0 for the first entry (2.18e-6 is right)
// exp(-d) as the eighth power of a polynomial of degree 4 in d/8, and 0 beyond 13. The results sum
// to 1 all the same.
#include "support/rows.hpp"
using namespace faults;

static double exp_minus_approx(double d) {
  const double t = -d;
  if (isnan(t)) return t;
  if (!(t < 13)) return 0;
  double p = 1 + t * (0.125 + t * (0.0078125 + t * (0.00032552083 + t * 1.0172526e-5)));
  p *= p;
  p *= p;
  p *= p;
  return 1 / p;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const double* a, double* b, size_t n) {
    softmax_from(a, b, n, max_of(a, n), exp_minus_approx);
  });
}
