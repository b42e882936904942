// What the families share: rounding into a format, deviates, thresholds, filling.
//
// A seed must give the same rows on every machine, so nothing here asks libm: its functions differ
// in the last bit between versions and processors. Only + - * /, comparisons, powers of two and
// decimal literals are used, which IEEE 754 fixes.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>

#include "verify/core/seed.hpp"
#include "verify/generator/family/rounding.hpp"
#include "verify/generator/recipe.hpp"

namespace softmax::verify::generator {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kLn2 = 0.69314718055994530942;

// Near a standard normal deviate: the number of ones in 64 random bits, binomial with mean 32 and
// variance 16, made continuous by a uniform in [-1/2, 1/2). Magnitude below 8.2.
inline double normal(Stream& stream) {
  constexpr double kSigma = 4.0104031385053;  // sqrt(16 + 1/12)
  const double ones = static_cast<double>(std::popcount(stream.bits())) - 32.0;
  return (ones + stream.unit() - 0.5) / kSigma;
}

// Gaps d and levels x at which something happens in a format.
struct Thresholds {
  double normal;     // exp(-d) leaves the normal numbers: -ln(least normal)
  double subnormal;  // exp(-d) below the least subnormal: -ln(least subnormal)
  double zero;       // exp(-d) rounds to 0: -ln(least subnormal / 2)
  double overflow;   // exp(x) above the greatest finite number: ln(greatest)
};

constexpr Thresholds thresholds(Format format) {
  switch (format) {
    case Format::f64:
      return {708.39641853226410622, 744.44007192138126231, 745.13321910194120762,
              709.78271289338399673};
    case Format::f32:
      return {87.336544750553108987, 103.27892990343185110, 103.97207708399179641,
              88.722839052068353054};
    case Format::f16:
      return {9.7040605278392343318, 16.635532333438687426, 17.328679513998632735,
              11.089866488461016076};
    default:  // bf16
      return {87.336544750553108987, 92.188575014472726152, 92.881722195032671462,
              88.718925212351863276};
  }
}

// Gaps beyond which every result of the format is 0, and a little more.
constexpr double reach(Format format) { return thresholds(format).zero + 4.0; }

// An index made from a recipe's scale or variant, for tables shorter than its range.
inline std::size_t wrap(int parameter, std::size_t size) {
  return static_cast<std::size_t>(parameter) % size;
}

// 10^(k - 6), k modulo the number of decades from 1e-6 up to 1e30 that fit into the format.
double decade(Format format, int k);
int decades(Format format);

inline std::size_t place(Stream& stream, std::size_t cols) {
  return static_cast<std::size_t>(stream.below(cols));
}

// The stream that decides where things stand in a row, apart from the one that makes the values.
inline Stream places(const Recipe& recipe) { return {recipe.seed, recipe.family + 1000}; }

// Fills every element with f(stream, row, column), rounded into the format.
template <typename F>
Matrix filled(const Recipe& recipe, Format format, F&& f) {
  Stream stream(recipe.seed, recipe.family);
  Matrix x(recipe.rows, recipe.cols);
  const Rounding fit(format);
  for (std::size_t r = 0; r < recipe.rows; ++r) {
    const auto row = x.row(r);
    for (std::size_t c = 0; c < recipe.cols; ++c) row[c] = fit(f(stream, r, c));
  }
  return x;
}

}  // namespace softmax::verify::generator
