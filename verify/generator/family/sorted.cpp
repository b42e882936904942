#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Ascending: the running maximum changes at every entry; descending: never.
Matrix expand_sorted(const Recipe& recipe, Format format) {
  const double scale = std::ldexp(1.0, recipe.scale);
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return normal(s) * scale; });
  for (std::size_t r = 0; r < x.rows; ++r) {
    auto row = x.row(r);
    std::sort(row.begin(), row.end());
    if (recipe.variant == 1) std::reverse(row.begin(), row.end());
  }
  return x;
}

}  // namespace softmax::verify::generator
