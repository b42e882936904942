#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// All entries negative, near one level: a maximum that starts at 0, at the least normal number or
// at a sentinel such as -1e4. Spread of 4 units, of 1 % of the level, or none.
Matrix expand_negative(const Recipe& recipe, Format format) {
  constexpr double kLevels[] = {1.0,   10.0,  64.0,  100.0, 105.0, 200.0,
                                750.0, 1.0e3, 1.0e4, 2.0e4, 6.0e4, 1.0e8};
  const double base = kLevels[wrap(recipe.scale, std::size(kLevels))];
  const double spread = recipe.variant == 0 ? 4.0 : recipe.variant == 1 ? base * 0.01 : 0.0;
  return filled(recipe, format, [&](Stream& s, auto, auto) { return -base - s.unit() * spread; });
}

}  // namespace softmax::verify::generator
