#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Uniform in [-s, s) for s from 1e-6 to 1e30.
Matrix expand_uniform(const Recipe& recipe, Format format) {
  const double scale = decade(format, recipe.scale);
  return filled(recipe, format, [&](Stream& s, auto, auto) { return s.uniform(-scale, scale); });
}

}  // namespace softmax::verify::generator
