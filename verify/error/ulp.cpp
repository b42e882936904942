#include "verify/error/ulp.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/core/scaled.hpp"

namespace softmax::verify::error {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

int exponent_of(Format format, int binade) {
  const FormatTraits& t = traits(format);
  return std::max(binade, t.min_exponent) - t.precision + 1;
}

}  // namespace

double spacing(Format format, double value) {
  const int binade = value == 0.0 ? traits(format).min_exponent : std::ilogb(value);
  return scaled(1.0, exponent_of(format, binade));
}

int spacing_exponent(Format format, const oracle::Exact& g) {
  if (g.hi == 0.0) return exponent_of(format, traits(format).min_exponent);
  int binade = std::ilogb(g.hi);
  // hi is the double nearest to the value, so it may have been rounded up to a power of two: the
  // value then lies in the binade below when lo points towards zero.
  const bool power_of_two = std::fabs(g.hi) == scaled(1.0, binade);
  if (power_of_two && g.lo != 0.0 && std::signbit(g.lo) != std::signbit(g.hi)) --binade;
  return exponent_of(format, binade + g.exponent);
}

Interval ulp_error(Format format, double y, const oracle::Exact& g) {
  const int ulp = spacing_exponent(format, g);
  // y and hi in units of the ULP. Scaling by a power of two is exact: y is a multiple of the
  // subnormal quantum of the format and hi >= 2^-1022 with |exponent| arbitrary; the quotient by
  // the ULP is below 2^p * (ratio y/g), and overflows only where the error is infinite in effect.
  const double scaled_y = scaled(y, -ulp);
  const double scaled_hi = scaled(g.hi, g.exponent - ulp);
  const double scaled_lo = scaled(g.lo, g.exponent - ulp);
  const double difference = scaled_y - scaled_hi;
  const double error = std::fabs(difference - scaled_lo);
  if (!std::isfinite(error)) return {kInfinity, kInfinity};
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
