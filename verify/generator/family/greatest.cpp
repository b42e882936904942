#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Near the greatest finite number: positive, negative, or both (x - max overflows to -inf), or a
// few such entries among ordinary ones.
Matrix expand_greatest(const Recipe& recipe, Format format) {
  const double top = greatest(format);
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    const double value = top * (1.0 - s.unit() * 0.05 * recipe.scale);
    switch (recipe.variant) {
      case 0:
        return value;
      case 1:
        return -value;
      case 2:
        return s.chance(0.5) ? value : -value;
      default:
        return s.chance(0.2) ? (s.chance(0.5) ? value : -value) : normal(s) * 3;
    }
  });
}

}  // namespace softmax::verify::generator
