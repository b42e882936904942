#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Entries around the overflow of exp (variant 0) and of a sum of n exps (1), from within a few
// units in the last place to one unit away.
Matrix expand_overflow(const Recipe& recipe, Format format) {
  double start = thresholds(format).overflow;
  if (recipe.variant == 1) start -= kLn2 * (static_cast<double>(std::bit_width(recipe.cols)) - 0.5);
  const double width = std::ldexp(1.0, -recipe.scale);
  return filled(recipe, format,
                [&](Stream& s, auto, auto) { return start + s.uniform(-width, width); });
}

}  // namespace softmax::verify::generator
