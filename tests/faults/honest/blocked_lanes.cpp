// honest: blocked_lanes
// contract: in_place=yes
// Four maxima and eight sums side by side, as an unrolled loop keeps them, and a scalar remainder.
// A term passes through at most ⌈n/8⌉ − 1 + 3 additions in the lanes and one per element of the
// remainder, never more than n − 1 that do not add an exact zero. exp is the same function for body
// and remainder. y is written in the last pass only, from x: in place as well.
#include "support/rows.hpp"
using namespace faults;

template <class T>
static void row(const T* x, T* y, size_t n) {
  T top[4] = {-INFINITY, -INFINITY, -INFINITY, -INFINITY};
  for (size_t j = 0; j < n; ++j)
    if (x[j] > top[j % 4] || isnan(x[j])) top[j % 4] = x[j];
  const T m = max_of(static_cast<const T*>(top), 4);
  T sum[8] = {};
  const size_t body = n / 8 * 8;
  for (size_t j = 0; j < body; j += 8)
    for (size_t i = 0; i < 8; ++i) sum[i] += exp(x[j + i] - m);
  T s = ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
  for (size_t j = body; j < n; ++j) s += exp(x[j] - m);
  for (size_t j = 0; j < n; ++j) y[j] = exp(x[j] - m) / s;
}

SUBJECT int softmax_f64(const double* x, double* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<double>);
}

SUBJECT int softmax_f32(const float* x, float* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, row<float>);
}
