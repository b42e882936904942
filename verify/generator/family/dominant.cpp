#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// One entry dominates by 3 and more: log_softmax there is -log1p of something small, and ln S is
// lost beside 1.
Matrix expand_dominant(const Recipe& recipe, Format format) {
  const double step = format == Format::f64 ? 6.0 : format == Format::f16 ? 0.25 : 1.5;
  const double gap = 3.0 + recipe.scale * step;
  const double top = recipe.variant == 0 ? 0.0 : recipe.variant == 1 ? 1.0 : -20.0;
  Matrix x =
      filled(recipe, format, [&](Stream& s, auto, auto) { return top + normal(s) * 0.5 - gap; });
  Stream where = places(recipe);
  for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[place(where, x.cols)] = top;
  return x;
}

}  // namespace softmax::verify::generator
