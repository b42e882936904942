#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// x and -x in one row: what is large on one side is small on the other. Variant 1 alternates.
Matrix expand_mirrored(const Recipe& recipe, Format format) {
  const double scale = std::ldexp(1.0, recipe.scale);
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return normal(s) * scale; });
  for (std::size_t r = 0; r < x.rows; ++r) {
    auto row = x.row(r);
    for (std::size_t c = 0; c < x.cols / 2; ++c) {
      if (recipe.variant == 0) {
        row[x.cols - 1 - c] = -row[c];
      } else {
        row[2 * c + 1] = -row[2 * c];
      }
    }
  }
  return x;
}

}  // namespace softmax::verify::generator
