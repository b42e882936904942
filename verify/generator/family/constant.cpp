#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

namespace {

// Levels at which shifts, sentinels and clamps show: around the thresholds, and far out.
double level(const Recipe& recipe, Format format) {
  const Thresholds t = thresholds(format);
  const double levels[] = {0.0,
                           1.0,
                           -1.0,
                           0.1,
                           -t.overflow,
                           t.overflow - 0.1,
                           t.overflow + 0.1,
                           t.overflow + 1.0,
                           -t.normal,
                           -t.zero,
                           -t.zero * 2,
                           -64.0,
                           -200.0,
                           -1000.0,
                           1000.0,
                           -1.0e4,
                           1.0e4,
                           -2.0e4,
                           -6.0e4,
                           6.0e4,
                           -1.0e8,
                           1.0e8,
                           greatest(format) / 2,
                           -greatest(format) / 2,
                           greatest(format),
                           -greatest(format)};
  return levels[wrap(recipe.scale, std::size(levels))];
}

}  // namespace

// Equal entries: every result is 1/n, ln n above the level, or -ln n.
Matrix expand_constant(const Recipe& recipe, Format format) {
  Matrix x(recipe.rows, recipe.cols);
  std::fill(x.values.begin(), x.values.end(), fit(format, level(recipe, format)));
  return x;
}

}  // namespace softmax::verify::generator
