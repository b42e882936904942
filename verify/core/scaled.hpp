// Powers of two and neighbours of doubles, without calls.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace softmax::verify {

// value * 2^k as std::ldexp gives it, bit for bit, without a call where 2^k is a normal double: the
// product with a power of two rounds at most once, as ldexp does.
inline double scaled(double value, int k) {
  if (k < -1022 || k > 1023) [[unlikely]] {
    return std::ldexp(value, k);
  }
  return value * std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52U);
}

// The binade of a value, as std::ilogb gives it.
inline int binade(double value) {
  const auto biased = static_cast<int>(std::bit_cast<std::uint64_t>(value) >> 52U & 0x7FFU);
  if (biased == 0 || biased == 0x7FF) [[unlikely]] {
    return std::ilogb(value);
  }
  return biased - 1023;
}

// The double after a finite one that is at least +0.
inline double next_above(double value) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) + 1);
}

}  // namespace softmax::verify
