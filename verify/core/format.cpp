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

constexpr FormatTraits kTraits[] = {
    {"f64", "<f8", 8, 53, -1022, 1023},
    {"f32", "<f4", 4, 24, -126, 127},
    {"f16", "<f2", 2, 11, -14, 15},
    {"bf16", "<u2", 2, 8, -126, 127},
};

// The leading bits of a NaN's payload; one bit, if that leaves none, so that it stays a NaN: a
// signalling one, as 1 is below the bit that says quiet.
std::uint64_t nan_fraction(double value, int fraction_bits) {
  const std::uint64_t payload = std::bit_cast<std::uint64_t>(value) & ((1ULL << 52U) - 1);
  return std::max<std::uint64_t>(1, payload >> static_cast<unsigned>(52 - fraction_bits));
}

// The two 16-bit formats differ only in their field widths.
std::uint64_t encode_small(const FormatTraits& t, double value) {
  const std::uint64_t sign = std::signbit(value) ? 0x8000U : 0U;
  const int fraction_bits = t.precision - 1;
  const std::uint64_t infinity = static_cast<std::uint64_t>(2 * t.max_exponent + 1)
                                 << fraction_bits;
  if (std::isnan(value)) return sign | infinity | nan_fraction(value, fraction_bits);
  const double magnitude = std::fabs(value);
  if (std::isinf(value)) return sign | infinity;
  if (magnitude == 0.0) return sign;
  // The spacing of the binade (the subnormal quantum below it) divides the value exactly, since it
  // is a power of two and the quotient stays in range; nearbyint then rounds once, ties to even.
  const int exponent = std::max(std::ilogb(magnitude), t.min_exponent);
  const double quotient = std::nearbyint(scaled(magnitude, fraction_bits - exponent));
  // quotient <= 2^precision; a carry into the next binade is carried by the addition below.
  const auto significand = static_cast<std::uint64_t>(quotient);
  const auto biased = static_cast<std::uint64_t>(exponent - t.min_exponent);
  const std::uint64_t bits = (biased << fraction_bits) + significand;
  return sign | std::min(bits, infinity);
}

double decode_small(const FormatTraits& t, std::uint64_t bits) {
  const int fraction_bits = t.precision - 1;
  const std::uint64_t fraction = bits & ((1ULL << fraction_bits) - 1);
  const auto biased = static_cast<int>((bits & 0x7FFFU) >> fraction_bits);
  double magnitude = 0.0;
  if (biased == 2 * t.max_exponent + 1) {
    if (fraction != 0) return std::numeric_limits<double>::quiet_NaN();
    magnitude = std::numeric_limits<double>::infinity();
  } else if (biased == 0) {
    magnitude = scaled(static_cast<double>(fraction), t.min_exponent - fraction_bits);
  } else {
    magnitude = scaled(static_cast<double>(fraction + (1ULL << fraction_bits)),
                       t.min_exponent + biased - 1 - fraction_bits);
  }
  return (bits & 0x8000U) != 0 ? -magnitude : magnitude;
}

}  // namespace

const FormatTraits& traits(Format format) { return kTraits[static_cast<std::size_t>(format)]; }

std::optional<Format> format_named(std::string_view name) {
  for (const Format format : kFormats) {
    if (traits(format).name == name) return format;
  }
  return std::nullopt;
}

double unit_roundoff(Format format) { return std::ldexp(1.0, -traits(format).precision); }
double least_normal(Format format) { return std::ldexp(1.0, traits(format).min_exponent); }
double least_subnormal(Format format) {
  return std::ldexp(1.0, traits(format).min_exponent - traits(format).precision + 1);
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
    default:
      return decode_small(traits(format), bits);
  }
}

std::uint64_t encode(Format format, double value) {
  switch (format) {
    case Format::f64:
      return std::bit_cast<std::uint64_t>(value);
    case Format::f32:
      if (std::isnan(value)) {  // a conversion would make it quiet
        return (std::signbit(value) ? 0xFF800000U : 0x7F800000U) | nan_fraction(value, 23);
      }
      return std::bit_cast<std::uint32_t>(static_cast<float>(value));
    default:
      return encode_small(traits(format), value);
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

void store(Format format, std::span<const double> values, void* elements) {
  auto* out = static_cast<unsigned char*>(elements);
  const auto bytes = static_cast<std::size_t>(traits(format).bytes);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint64_t bits = encode(format, values[i]);
    std::memcpy(out + i * bytes, &bits, bytes);  // little-endian, see assumptions.hpp
  }
}

void load(Format format, const void* elements, std::span<double> values) {
  const auto* in = static_cast<const unsigned char*>(elements);
  const auto bytes = static_cast<std::size_t>(traits(format).bytes);
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, in + i * bytes, bytes);
    values[i] = decode(format, bits);
  }
}

bool same_bits(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

}  // namespace softmax::verify
