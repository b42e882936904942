#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// A common offset of 1 to 1e30, either sign: x - (a + ln S) loses what the offset swallows. Spread
// of a few units (variants 0, 1), or of a few spacings of the offset (2, 3).
Matrix expand_offset(const Recipe& recipe, Format format) {
  const int beyond_one = decades(format) - 6;  // decades from 1 up
  const double sign = recipe.variant % 2 == 1 ? -1.0 : 1.0;
  const double offset = sign * decade(format, 6 + recipe.scale % beyond_one);
  const Rounding fit(format);
  if (recipe.variant < 2) {
    return filled(recipe, format,
                  [&](Stream& s, auto, auto) { return fit(normal(s) * 3) + offset; });
  }
  const double base = fit(offset);
  const double spacing = std::fabs(next_up(format, base) - base);
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    return base + spacing * (static_cast<double>(s.below(17)) - 8.0);
  });
}

}  // namespace softmax::verify::generator
