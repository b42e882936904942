#include "verify/generator/families.hpp"

namespace softmax::verify::generator {

// A few levels, each many times; the maximum at two positions or more.
Matrix expand_ties(const Recipe& recipe, Format format) {
  const std::uint64_t levels = 2 + static_cast<std::uint64_t>(recipe.scale);
  Stream values(recipe.seed, 50);
  std::vector<double> palette(levels);
  for (double& value : palette)
    value = fit(format, values.normal() * (recipe.variant == 0 ? 3 : 40));
  Matrix x =
      filled(recipe, format, [&](Stream& s, auto, auto) { return palette[s.below(levels)]; });
  for (std::size_t r = 0; r < x.rows; ++r) {
    const double top = *std::max_element(palette.begin(), palette.end());
    x.row(r)[values.below(x.cols)] = top;
    x.row(r)[values.below(x.cols)] = top;
  }
  return x;
}

// Neighbouring floats: order and ties at the finest step.
Matrix expand_adjacent(const Recipe& recipe, Format format) {
  const double start = recipe.variant == 0 ? 1.0 : recipe.variant == 1 ? -40.0 : 0.0;
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    double value = start;
    for (std::uint64_t k = s.below(4); k > 0; --k) {
      value = recipe.scale == 0 ? next_up(format, value) : next_down(format, value);
    }
    return value;
  });
}

}  // namespace softmax::verify::generator
