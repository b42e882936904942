#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Neighbouring floats, at most seven apart: order and ties at the finest step, at several levels.
Matrix expand_adjacent(const Recipe& recipe, Format format) {
  const double starts[] = {0.0, 1.0, -1.0, -40.0, 11.0, 1000.0};
  double value = starts[wrap(recipe.variant, std::size(starts))];
  double palette[8];
  for (double& one : palette) {
    one = value;
    value = recipe.scale % 2 == 0 ? next_up(format, value) : next_down(format, value);
  }
  const std::uint64_t levels = recipe.scale < 2 ? 2 : std::size(palette);
  return filled(recipe, format, [&](Stream& s, auto, auto) { return palette[s.below(levels)]; });
}

}  // namespace softmax::verify::generator
