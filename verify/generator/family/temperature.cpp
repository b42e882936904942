#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Logits divided by a temperature T, not a power of two: x / T. Variant 1 is one logit of 42 among
// -20, which at T = 0.001 gave a probability of 1.001 (catalogue TEMP-02).
Matrix expand_temperature(const Recipe& recipe, Format format) {
  constexpr double kTemperatures[] = {0.001, 0.003, 0.01, 0.03, 0.1,   0.3,   0.7,
                                      1.5,   3.0,   10.0, 30.0, 100.0, 1000.0};
  const double t = kTemperatures[wrap(recipe.scale, std::size(kTemperatures))];
  const Rounding logit(format);
  if (recipe.variant == 0) {
    return filled(recipe, format, [&](Stream& s, auto, auto) { return logit(normal(s) * 4) / t; });
  }
  Matrix x = filled(recipe, format, [&](auto&, auto, auto) { return -20.0 / t; });
  Stream where = places(recipe);
  for (std::size_t r = 0; r < x.rows; ++r) x.row(r)[place(where, x.cols)] = logit(42.0 / t);
  return x;
}

}  // namespace softmax::verify::generator
