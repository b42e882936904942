#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// One finite entry, at every position in turn, among -inf.
Matrix expand_one_left(const Recipe& recipe, Format format) {
  constexpr double kScales[] = {0.0, 1.0, 10.0, 100.0, 10000.0};
  const double scale = kScales[wrap(recipe.scale, std::size(kScales))];
  Matrix x(recipe.rows, recipe.cols);
  Stream s(recipe.seed, recipe.family);
  std::fill(x.values.begin(), x.values.end(), -kInfinity);
  for (std::size_t r = 0; r < x.rows; ++r) {
    x.row(r)[(wrap(recipe.variant, x.cols) + r) % x.cols] = fit(format, normal(s) * scale);
  }
  return x;
}

}  // namespace softmax::verify::generator
