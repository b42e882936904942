// honest: sixteen_log
// contract: summation=compensated exp_error=1
// log_softmax and logsumexp of binary16 and bfloat16 in f64, rounded once. Before the rounding the
// absolute error is at most 2^-53 (|x| + |y| + n + ln n + 4): far below the least term of B3 and
// B4, which is u·(|y| + …) with u = 2^-11 or 2^-8. A value beyond the largest finite number rounds
// to infinity, as the exact value does. ±inf and NaN as in the row of x.
#include "support/sixteen.hpp"
using namespace faults;

struct Level {
  double m, log_sum;
};

template <class H>
static Level level_of(const uint16_t* x, size_t n) {
  const double m = static_cast<double>(max_of_bits<H>(x, n));
  double s = 0;
  for (size_t j = 0; j < n; ++j) s += exp(static_cast<double>(H::load(x[j])) - m);
  return {m, log(s)};
}

template <class H>
static void log_row(const uint16_t* x, uint16_t* y, size_t n) {
  const Level level = level_of<H>(x, n);
  for (size_t j = 0; j < n; ++j)
    y[j] = H::store((static_cast<double>(H::load(x[j])) - level.m) - level.log_sum);
}

template <class H>
static uint16_t value(const uint16_t* x, size_t n) {
  const Level level = level_of<H>(x, n);
  return H::store(isfinite(level.m) ? level.m + level.log_sum : level.m);
}

SUBJECT int log_softmax_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, log_row<F16>);
}

SUBJECT int log_softmax_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_row(x, y, rows, cols, log_row<Bf16>);
}

SUBJECT int logsumexp_f16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, value<F16>);
}

SUBJECT int logsumexp_bf16(const uint16_t* x, uint16_t* y, size_t rows, size_t cols) {
  return each_value(x, y, rows, cols, value<Bf16>);
}
