// What the algorithms know of a format: its precision, its range, and the two conversions.
#pragma once

#include <bit>
#include <cstdint>

#include "softmax/formats.hpp"

namespace softmax::detail {

/// kPrecision: significand bits p, the leading one included. kQuantum: the least positive value is
/// 2^kQuantum. kMaxExponent: the finite values are below 2^(kMaxExponent + 1).
template <Format T>
struct FormatTraits;

template <>
struct FormatTraits<double> {
  static constexpr int kPrecision = 53, kQuantum = -1074, kMaxExponent = 1023;
  using Bits = std::uint64_t;
};
template <>
struct FormatTraits<float> {
  static constexpr int kPrecision = 24, kQuantum = -149, kMaxExponent = 127;
  using Bits = std::uint32_t;
};
template <>
struct FormatTraits<float16> {
  static constexpr int kPrecision = 11, kQuantum = -24, kMaxExponent = 15;
  using Bits = std::uint16_t;
};
template <>
struct FormatTraits<bfloat16> {
  static constexpr int kPrecision = 8, kQuantum = -133, kMaxExponent = 127;
  using Bits = std::uint16_t;
};

/// Bit pattern of the zero-signed value +inf; NaN is +inf with the upper fraction bit set.
template <Format T>
inline constexpr auto kInfinityBits = static_cast<typename FormatTraits<T>::Bits>(
    (2ULL * static_cast<unsigned long long>(FormatTraits<T>::kMaxExponent) + 1)
    << (FormatTraits<T>::kPrecision - 1));

template <Format T>
constexpr T from_bits(typename FormatTraits<T>::Bits bits) {
  return std::bit_cast<T>(bits);
}
template <Format T>
constexpr T infinity(bool negative = false) {
  using Bits = typename FormatTraits<T>::Bits;
  const auto sign = static_cast<Bits>(static_cast<Bits>(negative) << (8 * sizeof(Bits) - 1));
  return from_bits<T>(static_cast<Bits>(kInfinityBits<T> | sign));
}
template <Format T>
constexpr T quiet_nan() {
  using Bits = typename FormatTraits<T>::Bits;
  return from_bits<T>(
      static_cast<Bits>(kInfinityBits<T> | (Bits{1} << (FormatTraits<T>::kPrecision - 2))));
}

/// Exact: every value of the four formats is a double.
constexpr double to_double(double x) { return x; }
constexpr double to_double(float x) { return static_cast<double>(x); }
constexpr double to_double(bfloat16 x) {
  return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(x.bits) << 16));
}
constexpr double to_double(float16 x) {
  const std::uint64_t sign = static_cast<std::uint64_t>(x.bits & 0x8000U) << 48;
  const std::uint64_t magnitude = x.bits & 0x7FFFU;
  if (magnitude >= 0x7C00)  // infinity and NaN: exponent all ones
    return std::bit_cast<double>(sign | 0x7FF0000000000000ULL | ((magnitude & 0x3FFU) << 42));
  if (magnitude < 0x400) {  // subnormal: a multiple of 2^-24
    const double value = static_cast<double>(magnitude) * 0x1p-24;
    return sign != 0 ? -value : value;
  }
  return std::bit_cast<double>(sign | ((magnitude << 42) + (std::uint64_t{1008} << 52)));
}

/// The nearest value of the format, ties to even, for every double but NaN.
template <Format T>
constexpr T round_to_format(double value) {
  using Traits = FormatTraits<T>;
  if constexpr (std::same_as<T, double> || std::same_as<T, float>) {
    return static_cast<T>(value);
  } else {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const bool negative = (bits >> 63) != 0;
    const auto biased = static_cast<int>((bits >> 52) & 0x7FF);
    if (biased == 0x7FF) return infinity<T>(negative);
    constexpr int kDropNormal = 53 - Traits::kPrecision;
    constexpr int kLeastNormal = Traits::kQuantum + Traits::kPrecision - 1;  // exponent
    const int exponent = biased - 1023;
    const int below = exponent < kLeastNormal ? kLeastNormal - exponent : 0;
    const int drop = kDropNormal + below;
    std::uint64_t rounded = 0;  // in quanta of the binade (below > 0: of the format)
    if (biased != 0 && drop <= 53) {
      const std::uint64_t significand = (bits & ((1ULL << 52) - 1)) | (1ULL << 52);
      const std::uint64_t half = 1ULL << (drop - 1);
      const std::uint64_t rest = significand & ((half << 1) - 1);
      rounded = significand >> drop;
      if (rest > half || (rest == half && (rounded & 1) != 0)) ++rounded;
    }
    // A carry out of the significand lands in the exponent field, which is where it belongs.
    if (below == 0) {
      const auto field = static_cast<std::uint64_t>(exponent - kLeastNormal);
      rounded += field << (Traits::kPrecision - 1);
    }
    if (rounded > kInfinityBits<T>) rounded = kInfinityBits<T>;
    return from_bits<T>(static_cast<std::uint16_t>(rounded | (negative ? 0x8000U : 0U)));
  }
}

}  // namespace softmax::detail
