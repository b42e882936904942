#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Logits as networks give them: standard deviation 1 to 16.
Matrix expand_everyday(const Recipe& recipe, Format format) {
  const double scale = 1.0 + recipe.scale;
  return filled(recipe, format, [&](Stream& s, auto, auto) { return normal(s) * scale; });
}

}  // namespace softmax::verify::generator
