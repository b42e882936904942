// Sequences that visit an interval evenly, however many of their points are taken.
#pragma once

#include <cstdint>

namespace softmax::verify::property {

// Point k of a sequence in [0, 1): the fractional part of k times an irrational number, in 64 bits.
// Any N points in a row leave no gap wider than about 2/N (golden), or 4/N (silver).
constexpr double turn(std::uint64_t k, std::uint64_t step) {
  return static_cast<double>((k * step) >> 11U) * 0x1p-53;
}
inline constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;  // (sqrt 5 - 1) / 2
inline constexpr std::uint64_t kSilver = 0x6A09E667F3BCC909;  // sqrt 2 - 1

}  // namespace softmax::verify::property
