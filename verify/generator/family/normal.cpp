#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Normal deviates at scales from 1e-6 to 1e30.
Matrix expand_normal(const Recipe& recipe, Format format) {
  const double scale = decade(format, recipe.scale);
  return filled(recipe, format, [&](Stream& s, auto, auto) { return normal(s) * scale; });
}

}  // namespace softmax::verify::generator
