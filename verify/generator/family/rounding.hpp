// Rounding into a format at a nanosecond or two a value, clamped to the finite range.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "verify/core/format.hpp"

namespace softmax::verify::generator {

// fit(v) = round_to(format, clamp(v, -greatest, greatest)) for finite v; NaN and infinity pass.
// Ties to even; the caller's rounding mode is to nearest.
class Rounding {
 public:
  explicit Rounding(Format format)
      : format_(format),
        greatest_(greatest(format)),
        least_normal_(least_normal(format)),
        shifter_(format == Format::f64 ? 0.0 : least_subnormal(format) * 0x1.8p52),
        dropped_(static_cast<unsigned>(53 - traits(format).precision)) {}

  double operator()(double value) const {
    if (!std::isfinite(value)) return value;
    value = std::clamp(value, -greatest_, greatest_);
    if (format_ == Format::f64) return value;
    if (format_ == Format::f32) return static_cast<double>(static_cast<float>(value));
    // Below the least normal number the spacing is eta. |value| + shifter lies in the binade of
    // shifter = 1.5 * 2^52 * eta, whose spacing is eta, so that the addition rounds to a multiple
    // of it; the subtraction is exact. copysign keeps the sign of zero.
    if (std::fabs(value) < least_normal_) {
      return std::copysign((std::fabs(value) + shifter_) - shifter_, value);
    }
    // Otherwise the lowest `dropped` bits of the double go: half of the last kept place is added,
    // less one unless that place is odd (ties to even). A carry moves into the exponent, as it
    // must; it does not pass the greatest number, which has no bits to drop.
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const std::uint64_t odd = (bits >> dropped_) & 1U;
    const std::uint64_t half = (1ULL << (dropped_ - 1)) - 1 + odd;
    return std::bit_cast<double>((bits + half) & ~((1ULL << dropped_) - 1));
  }

 private:
  Format format_;
  double greatest_;
  double least_normal_;
  double shifter_;
  unsigned dropped_;
};

inline double fit(Format format, double value) { return Rounding(format)(value); }

}  // namespace softmax::verify::generator
