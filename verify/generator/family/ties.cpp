#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// A few levels, each many times (variants 0, 1: close and far), or all entries different; and the
// maximum at two different positions at least, where n allows.
Matrix expand_ties(const Recipe& recipe, Format format) {
  const auto levels = 2 + static_cast<std::size_t>(recipe.scale);
  const Rounding fit(format);
  Stream where = places(recipe);
  double palette[8];
  for (double& value : palette) value = fit(normal(where) * (recipe.variant == 0 ? 3 : 40));
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) {
    return recipe.variant == 2 ? normal(s) * 5 : palette[s.below(levels)];
  });
  for (std::size_t r = 0; r < x.rows; ++r) {
    auto row = x.row(r);
    const double top = *std::max_element(row.begin(), row.end());
    const std::size_t one = place(where, x.cols);
    row[one] = top;
    if (x.cols > 1) row[(one + 1 + where.below(x.cols - 1)) % x.cols] = top;
  }
  return x;
}

}  // namespace softmax::verify::generator
