// fault: CANC-02
// class: CANC
// law: accuracy, shift
// trigger: log_softmax f32 [1e4, 1e4] gives -0.693359, [1e8, 1e8] gives 0
// x - logsumexp(x); the logsumexp itself is rounded but once, so that consistency sees nothing.
#include "support/rows.hpp"
using namespace faults;

static float logsumexp_rounded_once(const float* x, size_t n) {
  const double m = static_cast<double>(max_of(x, n));
  double s = 0;
  for (size_t j = 0; j < n; ++j) s += exp(static_cast<double>(x[j]) - m);
  return static_cast<float>(isinf(m) ? m : m + log(s));
}

SUBJECT int logsumexp_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, logsumexp_rounded_once);
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float lse = logsumexp_rounded_once(a, n);
    for (size_t j = 0; j < n; ++j) b[j] = a[j] - lse;
  });
}
