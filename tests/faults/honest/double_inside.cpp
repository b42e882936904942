// honest: double_inside
// contract: accuracy=ulp:0.51
// f32 computed in f64 and rounded once. With U = 2^-53: x_j − max of two f32 has a relative error
// of at most U, so a result that is not far below the subnormals (d ≤ 104 + ln n) has a relative
// error of at most (120 + ln n + n + 8) U, which stays below 2^-30, 0.01 ULP of f32, up to n =
// 2^22. log_softmax: both parts of (x_j − max) − log1p(rest) are ≤ 0, so nothing cancels; rest, the
// sum without one of the largest entries, has a relative error of at most (746 + n + 4) U, since
// its terms are 0 from d = 746 on (below half the least subnormal of f32 anyway).
#include "support/rows.hpp"
using namespace faults;

static double widened(float v) { return static_cast<double>(v); }

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const double m = widened(max_of(a, n));
    double s = 0;
    for (size_t j = 0; j < n; ++j) s += exp(widened(a[j]) - m);
    for (size_t j = 0; j < n; ++j) b[j] = static_cast<float>(exp(widened(a[j]) - m) / s);
  });
}

SUBJECT int log_softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, [](const float* a, float* b, size_t n) {
    const float top = max_of(a, n);
    const double m = widened(top);
    double rest = isfinite(top) ? 0.0 : static_cast<double>(NAN);
    bool skipped = false;
    for (size_t j = 0; j < n; ++j) {
      if (!skipped && a[j] == top)
        skipped = true;
      else
        rest += exp(widened(a[j]) - m);
    }
    const double l = log1p(rest);
    for (size_t j = 0; j < n; ++j) b[j] = static_cast<float>((widened(a[j]) - m) - l);
  });
}
