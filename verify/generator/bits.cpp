#include "verify/generator/families.hpp"

namespace softmax::verify::generator {

// Every finite bit pattern with the same chance: all exponents.
Matrix expand_bits(const Recipe& recipe, Format format) {
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    for (;;) {
      const std::uint64_t bits = s.bits() >> (64 - 8 * traits(format).bytes);
      const double value = decode(format, bits);
      if (std::isfinite(value)) return value;
    }
  });
}

// Zeros of both signs, subnormal numbers, and the least normal ones.
Matrix expand_tiny(const Recipe& recipe, Format format) {
  const double least = least_subnormal(format);
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    const double sign = s.chance(0.5) ? -1.0 : 1.0;
    switch (s.below(4)) {
      case 0:
        return sign * 0.0;
      case 1:
        return sign * least * static_cast<double>(1 + s.below(5));
      case 2:
        return sign * least_normal(format) * (1.0 + s.unit());
      default:
        return recipe.variant == 0 ? sign * 0.0 : sign * s.unit();
    }
  });
}

// NaN and infinities: one NaN at every position, NaN among -inf, one +inf, several, +inf and NaN,
// and all of them at random.
Matrix expand_special(const Recipe& recipe, Format format) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) {
    return recipe.variant % 2 == 1 ? -kInfinity : s.normal() * 3;
  });
  Stream stream(recipe.seed, 62);
  for (std::size_t r = 0; r < x.rows; ++r) {
    auto row = x.row(r);
    const std::size_t at = (static_cast<std::size_t>(recipe.seed) + r) % x.cols;
    switch (recipe.scale) {
      case 0:
        row[at] = nan;
        break;
      case 1:
        row[at] = kInfinity;
        break;
      case 2:
        row[at] = kInfinity;
        row[stream.below(x.cols)] = kInfinity;
        break;
      case 3:
        row[at] = kInfinity;
        row[stream.below(x.cols)] = nan;
        break;
      default:
        for (double& value : row) {
          const double specials[] = {nan, kInfinity, -kInfinity, value, value};
          value = specials[stream.below(5)];
        }
        break;
    }
  }
  return x;
}

}  // namespace softmax::verify::generator
