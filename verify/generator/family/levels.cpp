#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Rows of one batch further apart than the range of exp: one maximum for all rows, or a row that
// takes over its neighbour's, gives 0/0 or overflows.
Matrix expand_levels(const Recipe& recipe, Format format) {
  constexpr double kLevels[] = {0.0, -200.0, 200.0, -1000.0, 1000.0, -1.0e4, 1.0e4, 60.0, -60.0};
  const auto first = static_cast<std::size_t>(recipe.scale);
  return filled(recipe, format, [&](Stream& s, std::size_t r, auto) {
    return kLevels[(r + first) % std::size(kLevels)] + normal(s) * 2;
  });
}

}  // namespace softmax::verify::generator
