#include "verify/generator/families.hpp"

namespace softmax::verify::generator {
namespace {

// Levels at which shifts, sentinels and clamps show: around the thresholds and far out.
double level(const Recipe& recipe, Format format) {
  const Thresholds t = thresholds(format);
  const double levels[] = {0.0,       1.0,      -1.0,     -t.overflow, t.overflow,
                           -t.normal, -t.zero,  -64.0,    -200.0,      -1000.0,
                           1000.0,    -10000.0, -20000.0, -60000.0,    1.0e4,
                           6.0e4,     -1.0e8,   1.0e8,    -t.zero * 2, t.overflow + 1};
  return levels[static_cast<std::size_t>(recipe.scale) % std::size(levels)];
}

}  // namespace

// Values with a spread of a few units on an offset of 10^scale, either sign.
Matrix expand_offset(const Recipe& recipe, Format format) {
  const double offset = (recipe.variant == 1 ? -1.0 : 1.0) * std::pow(10.0, recipe.scale);
  return filled(recipe, format,
                [&](Stream& s, auto, auto) { return round_to(format, s.normal() * 3) + offset; });
}

// All entries negative, near one level: a maximum that starts at 0, at FLT_MIN or at a sentinel.
Matrix expand_negative(const Recipe& recipe, Format format) {
  constexpr double kLevels[] = {1.0, 10.0, 64.0, 100.0, 200.0, 1000.0, 1.0e4, 2.0e4, 6.0e4, 1.0e8};
  const double base = kLevels[static_cast<std::size_t>(recipe.scale) % std::size(kLevels)];
  return filled(recipe, format, [&](Stream& s, auto, auto) { return -base - s.unit() * 4; });
}

Matrix expand_constant(const Recipe& recipe, Format format) {
  const double value = level(recipe, format);
  return filled(recipe, format, [&](auto&, auto, auto) { return value; });
}

// Long rows of equal or nearly equal entries: accumulators of 8 or 11 bits saturate at 256 and
// 2048.
Matrix expand_long_constant(const Recipe& recipe, Format format) {
  constexpr std::size_t kLengths[] = {257, 300, 513, 1025, 2049, 2100, 4095, 4096};
  Recipe longer = recipe;
  longer.rows = 1;
  longer.cols =
      std::max(recipe.cols, kLengths[static_cast<std::size_t>(recipe.scale) % std::size(kLengths)]);
  const double spread = recipe.variant == 0 ? 0.0 : 0.5;
  return filled(longer, format, [&](Stream& s, auto, auto) { return s.unit() * spread; });
}

// Rows of one batch at levels further apart than the exponent range of exp.
Matrix expand_levels(const Recipe& recipe, Format format) {
  constexpr double kLevels[] = {0.0, -200.0, 200.0, -1000.0, 1000.0, -1.0e4, 1.0e4, 60.0, -60.0};
  Recipe batch = recipe;
  batch.rows = std::max<std::size_t>(recipe.rows, 2);
  return filled(batch, format, [&](Stream& s, std::size_t r, auto) {
    return kLevels[(r + static_cast<std::size_t>(recipe.scale)) % std::size(kLevels)] +
           s.normal() * 2;
  });
}

// Near the greatest finite number, of one sign or both: x - max itself may overflow.
Matrix expand_greatest(const Recipe& recipe, Format format) {
  const double top = greatest(format);
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    const double value = top * (1.0 - s.unit() * 0.01 * recipe.scale);
    return recipe.variant == 0 || s.chance(0.5) ? value : -value;
  });
}

}  // namespace softmax::verify::generator
