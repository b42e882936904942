// From an exact integer times a power of two to the nearest value of a format.
#pragma once

#include <bit>
#include <cstdint>

#include "format_traits.hpp"

namespace softmax::detail {

__extension__ typedef unsigned __int128 Uint128;
__extension__ typedef __int128 Int128;

constexpr int bit_width(Uint128 m) {
  const auto high = static_cast<std::uint64_t>(m >> 64);
  return 128 - (high != 0 ? std::countl_zero(high)
                          : 64 + std::countl_zero(static_cast<std::uint64_t>(m)));
}

/// The magnitude of the format nearest to m · 2^exponent + ε, ties to even, as a bit pattern; ε is
/// 0, or (`above`) positive and less than one unit of m.
template <Format T>
constexpr std::uint64_t round_integer(Uint128 m, int exponent, bool above) {
  using Traits = FormatTraits<T>;
  if (m == 0) return 0;  // callers keep ε far below half a quantum when m is 0
  const int width = bit_width(m);
  const int leading = width - 1 + exponent;
  if (leading > Traits::kMaxExponent) return kInfinityBits<T>;
  constexpr int kLeastNormal = Traits::kQuantum + Traits::kPrecision - 1;
  const int last = (leading > kLeastNormal ? leading : kLeastNormal) - (Traits::kPrecision - 1);
  const int drop = last - exponent;
  Uint128 rounded = 0;
  if (drop <= 0) {
    rounded = m << -drop;
  } else if (drop <= 127) {
    const Uint128 half = Uint128{1} << (drop - 1);
    const Uint128 rest = m & ((half << 1) - 1);
    rounded = m >> drop;
    if (rest > half || (rest == half && (above || (rounded & 1) != 0))) rounded += 1;
  }
  // A carry out of the significand lands in the exponent field, which is where it belongs.
  if (leading >= kLeastNormal)
    rounded += static_cast<Uint128>(leading - kLeastNormal) << (Traits::kPrecision - 1);
  const Uint128 top = kInfinityBits<T>;
  return static_cast<std::uint64_t>(rounded < top ? rounded : top);
}

template <Format T>
constexpr T with_sign(std::uint64_t magnitude, bool negative) {
  using Bits = typename FormatTraits<T>::Bits;
  const auto sign = static_cast<Bits>(static_cast<Bits>(negative) << (8 * sizeof(Bits) - 1));
  return from_bits<T>(static_cast<Bits>(static_cast<Bits>(magnitude) | sign));
}

/// The one value of the format to which every number strictly between `low` and `high` (in units
/// of 2^exponent) rounds; false where there is none. The exact value must not be an integer of
/// these units, or lie strictly inside (Theorem 1).
template <Format T>
constexpr bool round_enclosed(Int128 low, Int128 high, int exponent, T& y) {
  if (low < 0 && high > 0) return false;
  const bool negative = low < 0;
  const Uint128 near = static_cast<Uint128>(negative ? -high : low);
  const Uint128 far = static_cast<Uint128>(negative ? -low : high);
  if (far == 0) return false;
  const std::uint64_t a = round_integer<T>(near, exponent, true);
  const std::uint64_t b = round_integer<T>(far - 1, exponent, true);
  if (a != b) return false;
  y = with_sign<T>(a, negative);
  return true;
}

/// floor(v · 2^-exponent). Domain: the result below 2^126 in magnitude.
constexpr Int128 floor_to_units(double v, int exponent) {
  if (v == 0) return 0;
  const auto bits = std::bit_cast<std::uint64_t>(v);
  const int biased = static_cast<int>((bits >> 52) & 0x7FF);
  std::uint64_t significand = bits & ((1ULL << 52) - 1);
  if (biased != 0) significand |= 1ULL << 52;
  const Int128 m =
      (bits >> 63) != 0 ? -static_cast<Int128>(significand) : static_cast<Int128>(significand);
  const int shift = (biased != 0 ? biased : 1) - 1075 - exponent;
  if (shift >= 0) return m << shift;
  return m >> (shift < -64 ? 64 : -shift);  // arithmetic shift: the floor
}

}  // namespace softmax::detail
