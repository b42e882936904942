// honest: online_double
// contract: summation=compensated
// One pass over the row with a running maximum; the sum is rescaled whenever the maximum rises, in
// f64 for f32 data. A rescale costs (1.03 + 1) 2^-53 and the roundings of the differences telescope
// to at most d·2^-53; with up to n − 1 rescales and additions that is below (3 n + 104) 2^-53, less
// than 0.1 u of f32 up to n = 2^22. What is left is expf of a rounded difference and one quotient:
// d·ι + 1.01 + 0.1 + 1 of B2. log_softmax and logsumexp add the rounding of ln S to f32, one u·ln
// S, and that of the last step.
#include "support/rows.hpp"
using namespace faults;

struct Running {
  float m = -INFINITY;
  double s = 0;
};

static Running one_pass(const float* x, size_t n) {
  Running run;
  for (size_t j = 0; j < n; ++j) {
    if (x[j] == -INFINITY) continue;
    if (x[j] > run.m || isnan(x[j])) {
      run.s *= exp(static_cast<double>(run.m) - static_cast<double>(x[j]));
      run.m = x[j];
    }
    run.s += exp(static_cast<double>(x[j]) - static_cast<double>(run.m));
  }
  return run;
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const Running run = one_pass(a, n);
    for (size_t j = 0; j < n; ++j)
      b[j] = static_cast<float>(static_cast<double>(expf(a[j] - run.m)) / run.s);
  });
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const Running run = one_pass(a, n);
    const float l = static_cast<float>(log(run.s));
    for (size_t j = 0; j < n; ++j) b[j] = (a[j] - run.m) - l;
  });
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, [](const float* a, size_t n) {
    const Running run = one_pass(a, n);
    return isfinite(run.m) ? static_cast<float>(static_cast<double>(run.m) + log(run.s)) : run.m;
  });
}
