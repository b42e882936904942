#include "verify/core/seed.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cmath>
#include <numbers>

namespace softmax::verify {

std::uint64_t random_bits(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter) {
  const std::uint64_t block[2] = {stream, counter};
  return XXH3_64bits_withSeed(block, sizeof block, seed);
}

std::uint64_t Stream::below(std::uint64_t bound) {
  return static_cast<std::uint64_t>((static_cast<unsigned __int128>(bits()) * bound) >> 64U);
}

double Stream::unit() { return static_cast<double>(bits() >> 11U) * 0x1p-53; }

double Stream::normal() {
  const double radius = std::sqrt(-2.0 * std::log1p(-unit()));
  return radius * std::cos(2.0 * std::numbers::pi * unit());
}

}  // namespace softmax::verify
