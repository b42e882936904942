// The definition of ULP error, once.
//
// In words: the error of a result y is |y - g| divided by the spacing of the format at the exact
// value g. The spacing is that of the binade that contains |g|: 2^(e - p + 1) for
// 2^e <= |g| < 2^(e+1); below the least normal number, and at g = 0, it is the subnormal quantum.
// It is the spacing at g, not at y: a result that crosses into a neighbouring binade is measured
// by the binade the exact value lies in. g is not rounded first, so a correctly rounded result has
// an error of at most 0.5. +0 and -0 are the same value and have the same error. Where g is beyond
// the greatest finite number the top binade's spacing goes on.
// No number is given, but a finding, where y should be finite and is NaN or infinite.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/core/format.hpp"
#include "verify/core/scaled.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::error {

// A closed interval that contains the error. [low, high], 0 <= low <= high.
struct Interval {
  double low = 0.0;
  double high = 0.0;
};

// Exponent of the spacing in the binade of 2^exponent.
inline int spacing_exponent(Format format, int exponent) {
  const FormatTraits& t = traits(format);
  return std::max(exponent, t.min_exponent) - t.precision + 1;
}

// Spacing of `format` at `value` (finite).
inline double spacing(Format format, double value) {
  const int exponent = value == 0.0 ? traits(format).min_exponent : binade(value);
  return scaled(1.0, spacing_exponent(format, exponent));
}

// Exponent of that spacing: spacing = 2^spacing_exponent, also where a double underflows.
inline int spacing_exponent(Format format, const oracle::Exact& g) {
  if (g.hi == 0.0) return spacing_exponent(format, traits(format).min_exponent);
  int exponent = binade(g.hi);
  // hi is the double nearest to the value, so it may have been rounded up to a power of two: the
  // value then lies in the binade below when lo points towards zero.
  const bool power_of_two = std::fabs(g.hi) == scaled(1.0, exponent);
  if (power_of_two && g.lo != 0.0 && std::signbit(g.lo) != std::signbit(g.hi)) --exponent;
  return spacing_exponent(format, exponent + g.exponent);
}

// Error of the finite y in ULP of `format` at g. Precondition: g is finite.
// The interval is as wide as the enclosure of g makes it, plus the rounding of this computation
// (derived below); both ends are rounded outward.
inline Interval ulp_error(Format format, double y, const oracle::Exact& g) {
  const int ulp = spacing_exponent(format, g);
  // y and hi in units of the ULP. Scaling by a power of two is exact: y is a multiple of the
  // subnormal quantum of the format and hi >= 2^-1022 with |exponent| arbitrary; the quotient by
  // the ULP is below 2^p * (ratio y/g), and overflows only where the error is infinite in effect.
  const double scaled_y = scaled(y, -ulp);
  const double scaled_hi = scaled(g.hi, g.exponent - ulp);
  const double scaled_lo = scaled(g.lo, g.exponent - ulp);
  const double difference = scaled_y - scaled_hi;
  const double error = std::fabs(difference - scaled_lo);
  if (!std::isfinite(error)) {
    const double infinity = std::numeric_limits<double>::infinity();
    return {infinity, infinity};
  }
  // |computed - true| <= 2^-53 |difference| (first subtraction) + 2^-53 error (second), and the
  // enclosure adds relative * |g|; where hi underflows when scaled (|g| far below the quantum),
  // ldexp loses at most 2^-1074. Doubled to cover the roundings of this line itself.
  const double slack =
      2.0 * (0x1p-53 * (std::fabs(difference) + error) + g.relative * std::fabs(scaled_hi)) +
      (g.hi == 0.0 || g.relative == 0.0 ? 0.0 : 0x1p-1070);
  if (difference == 0.0 && scaled_lo == 0.0 && g.relative == 0.0) return {0.0, 0.0};
  return {std::max(0.0, error - slack), error + slack};
}

}  // namespace softmax::verify::error
