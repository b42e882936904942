#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Gaps within one unit, [k, k + 1), another k in each row: an error confined to such a window fills
// the row. Variant 1 has the maximum at another level than 0.
Matrix expand_gap_window(const Recipe& recipe, Format format) {
  const auto windows = static_cast<std::size_t>(reach(format));
  const double top = recipe.variant == 0 ? 0.0 : 3.5;
  Matrix x = filled(recipe, format, [&](Stream& s, std::size_t r, auto) {
    const std::size_t k = (static_cast<std::size_t>(recipe.scale) + 89 * r) % windows;
    return top - (static_cast<double>(k) + s.unit());
  });
  Stream where = places(recipe);
  for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[place(where, x.cols)] = top;
  return x;
}

}  // namespace softmax::verify::generator
