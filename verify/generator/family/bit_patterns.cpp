#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Finite floats of every exponent, all bits at random (variant 0); or with exponents near that of
// 1, where softmax is not one-hot (1).
Matrix expand_bit_patterns(const Recipe& recipe, Format format) {
  const auto unused = static_cast<unsigned>(64 - 8 * traits(format).bytes);
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    if (recipe.variant == 1) {
      const double magnitude = std::ldexp(1.0 + s.unit(), static_cast<int>(s.below(14)) - 7);
      return s.chance(0.5) ? magnitude : -magnitude;
    }
    for (;;) {
      const double value = decode(format, s.bits() >> unused);
      if (std::isfinite(value)) return value;
    }
  });
}

}  // namespace softmax::verify::generator
