#include "verify/core/format.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "verify/core/assumptions.hpp"
#include "verify/core/scaled.hpp"

namespace softmax::verify {
namespace {

// The leading bits of a NaN's payload; one bit, if that leaves none, so that it stays a NaN: a
// signalling one, as 1 is below the bit that says quiet.
std::uint64_t nan_fraction(double value, int fraction_bits) {
  const std::uint64_t payload = std::bit_cast<std::uint64_t>(value) & ((1ULL << 52U) - 1);
  return std::max<std::uint64_t>(1, payload >> static_cast<unsigned>(52 - fraction_bits));
}

// The two 16-bit formats differ only in their field widths, which are constants of each copy.
template <Format kFormat>
std::uint16_t encode_small(double value) {
  constexpr FormatTraits t = kTraits[static_cast<std::size_t>(kFormat)];
  const std::uint64_t sign = std::signbit(value) ? 0x8000U : 0U;
  constexpr int fraction_bits = t.precision - 1;
  constexpr std::uint64_t infinity = static_cast<std::uint64_t>(2 * t.max_exponent + 1)
                                     << fraction_bits;
  if (std::isnan(value)) {
    return static_cast<std::uint16_t>(sign | infinity | nan_fraction(value, fraction_bits));
  }
  const double magnitude = std::fabs(value);
  if (magnitude < scaled(1.0, t.min_exponent)) {
    // In units of the subnormal quantum, a power of two, exactly; adding 2^52 rounds once, to
    // nearest, ties to even, and leaves the integer in the last bits. 2^f is the least normal one.
    const double quotient = scaled(magnitude, fraction_bits - t.min_exponent) + 0x1p52;
    return static_cast<std::uint16_t>(
        sign | (std::bit_cast<std::uint64_t>(quotient) & ((1ULL << 52U) - 1)));
  }
  // The bits that are dropped, rounded to nearest, ties to even: a carry runs into the exponent.
  constexpr auto dropped = static_cast<unsigned>(52 - fraction_bits);
  const std::uint64_t wide = std::bit_cast<std::uint64_t>(magnitude);
  const std::uint64_t rounded =
      (wide + ((1ULL << (dropped - 1)) - 1) + ((wide >> dropped) & 1U)) >> dropped;
  constexpr std::uint64_t rebias = (1023U - static_cast<std::uint64_t>(t.max_exponent))
                                   << fraction_bits;
  return static_cast<std::uint16_t>(sign | std::min(rounded - rebias, infinity));
}

template <Format kFormat>
double decode_small(std::uint64_t bits) {
  constexpr FormatTraits t = kTraits[static_cast<std::size_t>(kFormat)];
  constexpr int fraction_bits = t.precision - 1;
  const std::uint64_t fraction = bits & ((1ULL << fraction_bits) - 1);
  const auto biased = static_cast<int>((bits & 0x7FFFU) >> fraction_bits);
  double magnitude = 0.0;
  if (biased == 2 * t.max_exponent + 1) {
    if (fraction != 0) return std::numeric_limits<double>::quiet_NaN();
    magnitude = std::numeric_limits<double>::infinity();
  } else if (biased == 0) {
    magnitude = scaled(static_cast<double>(fraction), t.min_exponent - fraction_bits);
  } else {
    const int exponent = biased + 1023 - t.max_exponent;
    magnitude = std::bit_cast<double>(static_cast<std::uint64_t>(exponent) << 52U |
                                      fraction << (52 - fraction_bits));
  }
  return (bits & 0x8000U) != 0 ? -magnitude : magnitude;
}

std::uint32_t encode_single(double value) {
  if (std::isnan(value)) {  // a conversion would make it quiet
    return (std::signbit(value) ? 0xFF800000U : 0x7F800000U) |
           static_cast<std::uint32_t>(nan_fraction(value, 23));
  }
  return std::bit_cast<std::uint32_t>(static_cast<float>(value));
}

}  // namespace

std::optional<Format> format_named(std::string_view name) {
  for (const Format format : kFormats) {
    if (traits(format).name == name) return format;
  }
  return std::nullopt;
}

double greatest(Format format) {
  const FormatTraits& t = traits(format);
  return std::ldexp(2.0 - std::ldexp(1.0, 1 - t.precision), t.max_exponent);
}

double decode(Format format, std::uint64_t bits) {
  switch (format) {
    case Format::f64:
      return std::bit_cast<double>(bits);
    case Format::f32:
      return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    case Format::f16:
      return decode_small<Format::f16>(bits);
    default:
      return decode_small<Format::bf16>(bits);
  }
}

std::uint64_t encode(Format format, double value) {
  switch (format) {
    case Format::f64:
      return std::bit_cast<std::uint64_t>(value);
    case Format::f32:
      return encode_single(value);
    case Format::f16:
      return encode_small<Format::f16>(value);
    default:
      return encode_small<Format::bf16>(value);
  }
}

double round_to(Format format, double value) { return decode(format, encode(format, value)); }

namespace {
double step(Format format, double value, bool away_from_zero, bool to_negative_at_zero) {
  if (value == 0.0) {
    return to_negative_at_zero ? -least_subnormal(format) : least_subnormal(format);
  }
  const std::uint64_t bits = encode(format, value);
  return decode(format, away_from_zero ? bits + 1 : bits - 1);
}
}  // namespace

double next_up(Format format, double value) {
  if (std::isnan(value) || value == std::numeric_limits<double>::infinity()) return value;
  return step(format, value, value > 0.0, false);
}

double next_down(Format format, double value) {
  if (std::isnan(value) || value == -std::numeric_limits<double>::infinity()) return value;
  return step(format, value, value < 0.0, true);
}

// Little-endian, see assumptions.hpp.
void store(Format format, std::span<const double> values, void* elements) {
  auto* out = static_cast<unsigned char*>(elements);
  const auto put = [&](auto encoded) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto bits = encoded(values[i]);
      std::memcpy(out + i * sizeof bits, &bits, sizeof bits);
    }
  };
  switch (format) {
    case Format::f64:
      return put([](double value) { return value; });
    case Format::f32:
      return put([](double value) { return encode_single(value); });
    case Format::f16:
      return put([](double value) { return encode_small<Format::f16>(value); });
    default:
      return put([](double value) { return encode_small<Format::bf16>(value); });
  }
}

void load(Format format, const void* elements, std::span<double> values) {
  const auto* in = static_cast<const unsigned char*>(elements);
  const auto take = [&]<typename Element>(Element bits, auto decoded) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::memcpy(&bits, in + i * sizeof bits, sizeof bits);
      values[i] = decoded(bits);
    }
  };
  switch (format) {
    case Format::f64:
      return take(0.0, [](double value) { return value; });
    case Format::f32:
      return take(0.0F, [](float value) { return static_cast<double>(value); });
    case Format::f16:
      return take(std::uint16_t{0}, [](auto bits) { return decode_small<Format::f16>(bits); });
    default:
      return take(std::uint16_t{0}, [](auto bits) { return decode_small<Format::bf16>(bits); });
  }
}

}  // namespace softmax::verify
