#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Many different gaps in each row: at random over the whole range of exp (variant 0), in equal
// steps over it (1), or far beyond it, where x·log2(e) no longer fits an integer (2); or few
// different gaps, each many times (3).
Matrix expand_gap_sweep(const Recipe& recipe, Format format) {
  const double range = reach(format);
  const double n = static_cast<double>(recipe.cols);
  const Rounding fit(format);
  Stream where = places(recipe);
  const double few[] = {range * where.unit(), range * where.unit(), range * where.unit()};
  Matrix x = filled(recipe, format, [&](Stream& s, auto, std::size_t c) {
    switch (recipe.variant) {
      case 0:
        return -range * s.unit();
      case 1:
        return -range * (static_cast<double>(c) + s.unit()) / n;
      case 2:
        return -range * (1.0 + s.unit()) *
               std::ldexp(1.0, static_cast<int>(s.below(format == Format::f16 ? 10 : 31)));
      default:
        return -few[s.below(std::size(few))];
    }
  });
  for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[place(where, x.cols)] = 0.0;
  return x;
}

}  // namespace softmax::verify::generator
