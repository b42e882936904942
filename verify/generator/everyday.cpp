#include "verify/generator/families.hpp"

namespace softmax::verify::generator {

// Scale 10^(scale - 6): 1e-6 to 1e30.
Matrix expand_normal(const Recipe& recipe, Format format) {
  const double scale = std::pow(10.0, recipe.scale - 6);
  return filled(recipe, format, [&](Stream& s, auto, auto) { return s.normal() * scale; });
}

Matrix expand_uniform(const Recipe& recipe, Format format) {
  const double scale = std::pow(10.0, recipe.scale - 6);
  return filled(recipe, format, [&](Stream& s, auto, auto) { return s.uniform(-scale, scale); });
}

// Logits as networks give them: standard deviation 1 to 16.
Matrix expand_everyday(const Recipe& recipe, Format format) {
  const double scale = 1.0 + recipe.scale;
  return filled(recipe, format, [&](Stream& s, auto, auto) { return s.normal() * scale; });
}

// x / T for T from 0.001 to 1000.
Matrix expand_temperature(const Recipe& recipe, Format format) {
  const double temperature = std::pow(10.0, recipe.scale - 3);
  return filled(recipe, format, [&](Stream& s, auto, auto) {
    return round_to(format, s.normal() * 4) / temperature;
  });
}

// x and -x in one row: what is large on one side is small on the other.
Matrix expand_mirrored(const Recipe& recipe, Format format) {
  const double scale = std::ldexp(1.0, recipe.scale);
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return s.normal() * scale; });
  for (std::size_t r = 0; r < x.rows; ++r) {
    auto row = x.row(r);
    for (std::size_t c = 0; c < x.cols / 2; ++c) row[x.cols - 1 - c] = -row[c];
  }
  return x;
}

// Ascending: the running maximum changes at every entry; descending: never.
Matrix expand_sorted(const Recipe& recipe, Format format) {
  const double scale = std::ldexp(1.0, recipe.scale);
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return s.normal() * scale; });
  for (std::size_t r = 0; r < x.rows; ++r) {
    auto row = x.row(r);
    std::sort(row.begin(), row.end());
    if (recipe.variant == 1) std::reverse(row.begin(), row.end());
  }
  return x;
}

}  // namespace softmax::verify::generator
