#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Long rows of equal entries (variant 0), of entries in [0, 1/2) (1), or equal but for the last one
// (2): accumulators with 8 or 11 significant bits stop at 256 or 2048.
Matrix expand_long_constant(const Recipe& recipe, Format format) {
  constexpr double kLevels[] = {0.0, 1.0, -1.0, -1000.0, 1000.0, 0.1, kLn2, -88.0};
  const double level = kLevels[wrap(recipe.scale, std::size(kLevels))];
  const double spread = recipe.variant == 1 ? 0.5 : 0.0;
  Matrix x =
      filled(recipe, format, [&](Stream& s, auto, auto) { return level + s.unit() * spread; });
  for (std::size_t r = 0; recipe.variant == 2 && r < x.rows; ++r) {
    x.row(r)[x.cols - 1] = fit(format, level - 1.0);
  }
  return x;
}

}  // namespace softmax::verify::generator
