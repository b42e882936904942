// What the families share. Each is a function from a recipe to rows; registered in families.cpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/core/seed.hpp"
#include "verify/generator/recipe.hpp"

namespace softmax::verify::generator {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Rounds into the format, clamped to its finite range; NaN and infinity pass.
inline double fit(Format format, double value) {
  if (!std::isfinite(value)) return value;
  const double limit = greatest(format);
  return round_to(format, std::clamp(value, -limit, limit));
}

// Gaps and levels at which something happens in a format: exp leaves the normal numbers, the
// subnormal ones, or overflows; and cut-offs seen in fast implementations (13, 17.33, 88, 104).
struct Thresholds {
  double normal;     // exp(-d) below the least normal number
  double subnormal;  // exp(-d) below the least subnormal number
  double zero;       // exp(-d) rounds to 0
  double overflow;   // exp(x) above the greatest number
};

inline Thresholds thresholds(Format format) {
  return {-std::log(least_normal(format)), -std::log(least_subnormal(format)),
          -std::log(least_subnormal(format)) + std::log(2.0), std::log(greatest(format))};
}

// Fills every element with f(stream, row, column), rounded into the format.
template <typename F>
Matrix filled(const Recipe& recipe, Format format, F&& f) {
  Stream stream(recipe.seed, recipe.family);
  Matrix x(recipe.rows, recipe.cols);
  for (std::size_t r = 0; r < recipe.rows; ++r) {
    for (std::size_t c = 0; c < recipe.cols; ++c) x.row(r)[c] = fit(format, f(stream, r, c));
  }
  return x;
}

// everyday.cpp
Matrix expand_normal(const Recipe&, Format);
Matrix expand_uniform(const Recipe&, Format);
Matrix expand_everyday(const Recipe&, Format);
Matrix expand_temperature(const Recipe&, Format);
Matrix expand_mirrored(const Recipe&, Format);
Matrix expand_sorted(const Recipe&, Format);
// levels.cpp
Matrix expand_offset(const Recipe&, Format);
Matrix expand_negative(const Recipe&, Format);
Matrix expand_constant(const Recipe&, Format);
Matrix expand_long_constant(const Recipe&, Format);
Matrix expand_levels(const Recipe&, Format);
Matrix expand_greatest(const Recipe&, Format);
// gaps.cpp
Matrix expand_threshold_gap(const Recipe&, Format);
Matrix expand_gap_sweep(const Recipe&, Format);
Matrix expand_gap_window(const Recipe&, Format);
Matrix expand_dominant(const Recipe&, Format);
Matrix expand_near_zero(const Recipe&, Format);
Matrix expand_maximum_at(const Recipe&, Format);
Matrix expand_overflow(const Recipe&, Format);
// ties.cpp
Matrix expand_ties(const Recipe&, Format);
Matrix expand_adjacent(const Recipe&, Format);
// masks.cpp
Matrix expand_masks(const Recipe&, Format);
Matrix expand_one_left(const Recipe&, Format);
Matrix expand_all_masked(const Recipe&, Format);
// bits.cpp
Matrix expand_bits(const Recipe&, Format);
Matrix expand_tiny(const Recipe&, Format);
Matrix expand_special(const Recipe&, Format);

}  // namespace softmax::verify::generator
