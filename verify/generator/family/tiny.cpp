#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Zeros of both signs, subnormal numbers and the least normal ones; odd variants have ordinary
// entries among them. Variants 4 and 5 are zeros of one sign but for one of the other.
Matrix expand_tiny(const Recipe& recipe, Format format) {
  const double eta = least_subnormal(format);
  const double normal_from = least_normal(format);
  if (recipe.variant >= 4) {
    const double zero = recipe.variant == 4 ? -0.0 : 0.0;
    Matrix x(recipe.rows, recipe.cols);
    std::fill(x.values.begin(), x.values.end(), zero);
    Stream where = places(recipe);
    for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[place(where, x.cols)] = -zero;
    return x;
  }
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    const double sign = s.chance(0.5) ? -1.0 : 1.0;
    switch (s.below(5)) {
      case 0:
        return sign * 0.0;
      case 1:
        return sign * eta * static_cast<double>(1 + s.below(5));
      case 2:
        return sign * normal_from * s.unit();
      case 3:
        return sign * normal_from * (1.0 + s.unit());
      default:
        return recipe.variant % 2 == 0 ? sign * 0.0 : sign * s.unit();
    }
  });
}

}  // namespace softmax::verify::generator
