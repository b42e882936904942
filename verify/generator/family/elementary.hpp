// exp and log to about 1e-15 from + - * / alone, so that rows made with them are the same on every
// machine (libm is not). For making inputs only: no bound is claimed or needed.
#pragma once

#include <cmath>

namespace softmax::verify::generator {

// |x| <= 700.
inline double plain_exp(double x) {
  constexpr double kHigh = 0x1.62e42fefap-1;  // ln 2: its first 33 bits, and the rest
  constexpr double kLow = 0x1.cf79abc9e3b3ap-40;
  const double k = std::floor(x * 1.4426950408889634 + 0.5);
  const double r = (x - k * kHigh) - k * kLow;
  double sum = 1.0;
  for (int i = 14; i >= 1; --i) sum = 1.0 + sum * r / i;  // Taylor, |r| <= 0.35
  return std::ldexp(sum, static_cast<int>(k));
}

// x > 0 and normal.
inline double plain_log(double x) {
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // in [1/2, 1)
  if (m < 0.70710678) {
    m *= 2.0;
    --exponent;
  }
  const double t = (m - 1.0) / (m + 1.0);  // |t| <= 0.172; ln m = 2 atanh t
  double sum = 0.0;
  for (int i = 23; i >= 1; i -= 2) sum = sum * (t * t) + 1.0 / i;
  return exponent * 0.69314718055994530942 + 2.0 * t * sum;
}

}  // namespace softmax::verify::generator
