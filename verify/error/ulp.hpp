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

#include "verify/core/format.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::error {

// A closed interval that contains the error. [low, high], 0 <= low <= high.
struct Interval {
  double low = 0.0;
  double high = 0.0;
};

// Spacing of `format` at `value` (finite).
double spacing(Format format, double value);

// Exponent of that spacing: spacing = 2^spacing_exponent, also where a double underflows.
int spacing_exponent(Format format, const oracle::Exact& g);

// Error of the finite y in ULP of `format` at g. Precondition: g is finite.
// The interval is as wide as the enclosure of g makes it, plus the rounding of this computation
// (derived in ulp.cpp); both ends are rounded outward.
Interval ulp_error(Format format, double y, const oracle::Exact& g);

}  // namespace softmax::verify::error
