// Floating-point formats under audit. Every value of every format is exactly representable as a
// double, so the suite holds rows and results as doubles and converts only at the subject's door.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "verify/core/scaled.hpp"

namespace softmax::verify {

enum class Format : std::uint8_t { f64, f32, f16, bf16 };

inline constexpr Format kFormats[] = {Format::f64, Format::f32, Format::f16, Format::bf16};

// What IEEE 754 (and bfloat16, which is binary32 with 8 significand bits) says of a format.
struct FormatTraits {
  std::string_view name;  // suffix of the C ABI symbols, value of --format
  std::string_view npy;   // NumPy type of the .npy door (bf16 travels as its bits)
  int bytes;              // size of one element
  int precision;          // significand bits, the hidden one included (p)
  int min_exponent;       // least normal number = 2^min_exponent
  int max_exponent;       // greatest finite number = (2 - 2^(1-p)) * 2^max_exponent
};

inline constexpr FormatTraits kTraits[] = {
    {"f64", "<f8", 8, 53, -1022, 1023},
    {"f32", "<f4", 4, 24, -126, 127},
    {"f16", "<f2", 2, 11, -14, 15},
    {"bf16", "<u2", 2, 8, -126, 127},
};

inline const FormatTraits& traits(Format format) {
  return kTraits[static_cast<std::size_t>(format)];
}
std::optional<Format> format_named(std::string_view name);

inline double unit_roundoff(Format format) {  // u = 2^-p
  return scaled(1.0, -traits(format).precision);
}
inline double least_normal(Format format) {  // 2^min_exponent
  return scaled(1.0, traits(format).min_exponent);
}
inline double least_subnormal(Format format) {  // eta = 2^(min_exponent - p + 1)
  const FormatTraits& t = traits(format);
  return scaled(scaled(1.0, t.min_exponent), 1 - t.precision);
}
double greatest(Format format);  // largest finite value

// Exact value of a bit pattern; NaN for every NaN pattern (payloads are not kept).
double decode(Format format, std::uint64_t bits);

// Bit pattern of `value` rounded once, to nearest, ties to even; overflow gives infinity.
// A NaN keeps its sign and the leading bits of its payload.
std::uint64_t encode(Format format, double value);

// decode(encode(value)): `value` rounded to the format.
double round_to(Format format, double value);

// Neighbours in the format of a value of the format; infinity past the greatest number.
double next_up(Format format, double value);
double next_down(Format format, double value);

// Arrays to and from the storage of a subject: `count` elements of traits(format).bytes each.
void store(Format format, std::span<const double> values, void* elements);
void load(Format format, const void* elements, std::span<double> values);

// The same value with the same sign of zero; any two NaN are the same.
inline bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
         (std::isnan(a) && std::isnan(b));
}

}  // namespace softmax::verify
