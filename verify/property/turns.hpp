// Sequences that visit an interval evenly, however many of their points are taken.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "verify/core/format.hpp"

namespace softmax::verify::property {

// Point k of a sequence in [0, 1): the fractional part of k times an irrational number, in 64 bits.
// Any N points in a row leave no gap wider than about 2/N (golden), or 4/N (silver).
constexpr double turn(std::uint64_t k, std::uint64_t step) {
  return static_cast<double>((k * step) >> 11U) * 0x1p-53;
}
inline constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;  // (sqrt 5 - 1) / 2
inline constexpr std::uint64_t kSilver = 0x6A09E667F3BCC909;  // sqrt 2 - 1

inline constexpr double kLn2 = 0.69314718055994530942;

// The gap from which every result of softmax rounds to 0, but for rounding of this number itself.
inline double reach_of_exp(Format format) {
  return (traits(format).precision - traits(format).min_exponent) * kLn2;
}

// From where exp overflows: ln of the greatest number, but for a unit of it. Not of libm, which
// differs between machines.
inline double overflow_of_exp(Format format) { return (traits(format).max_exponent + 1) * kLn2; }

inline constexpr std::size_t kFirstLength = 258;  // shorter ones are those of cases, each in turn
inline constexpr std::size_t kLastLength = 4096;

// Length k: every one from kFirstLength to kLastLength, or to `longest`, before one comes twice.
// Precondition: longest >= kFirstLength.
constexpr std::size_t length_by_turns(std::uint64_t k, std::size_t longest) {
  constexpr std::uint64_t kStep = 1471;  // a prime: every length is met, whatever their number
  const std::uint64_t lengths = std::min(kLastLength, longest) - kFirstLength + 1;
  return kFirstLength + static_cast<std::size_t>(k % lengths * kStep % lengths);
}

}  // namespace softmax::verify::property
