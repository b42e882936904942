#include "verify/generator/families.hpp"

namespace softmax::verify::generator {

// Finite rows with -inf entries, one finite at least: single, prefix, suffix, every other, random,
// whole blocks of 8.
Matrix expand_masks(const Recipe& recipe, Format format) {
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return s.normal() * 4; });
  Stream stream(recipe.seed, 60);
  for (std::size_t r = 0; r < x.rows; ++r) {
    auto row = x.row(r);
    const std::size_t at = stream.below(x.cols);
    for (std::size_t c = 0; c < x.cols; ++c) {
      bool masked = false;
      switch (recipe.variant) {
        case 0:
          masked = c == at;
          break;
        case 1:
          masked = c < at;
          break;
        case 2:
          masked = c > at;
          break;
        case 3:
          masked = c % 2 == at % 2;
          break;
        case 4:
          masked = stream.chance(0.5);
          break;
        default:
          masked = (c / 8) % 2 == at % 2;
          break;
      }
      if (masked) row[c] = -kInfinity;
    }
    const bool any = std::any_of(row.begin(), row.end(), [](double v) { return std::isfinite(v); });
    if (!any) row[at] = 1.5;
  }
  return x;
}

// One finite entry, at every position in turn, among -inf.
Matrix expand_one_left(const Recipe& recipe, Format format) {
  Matrix x(recipe.rows, recipe.cols);
  Stream stream(recipe.seed, 61);
  std::fill(x.values.begin(), x.values.end(), -kInfinity);
  for (std::size_t r = 0; r < x.rows; ++r) {
    const auto at = (static_cast<std::size_t>(recipe.variant) + r) % x.cols;
    x.row(r)[at] = fit(format, stream.normal() * std::pow(10.0, recipe.scale));
  }
  return x;
}

// Rows of only -inf, beside finite rows when the batch has several.
Matrix expand_all_masked(const Recipe& recipe, Format format) {
  return filled(recipe, format, [&](Stream& s, std::size_t r, auto) {
    const double value = s.normal();
    return r % 2 == 1 ? value : -kInfinity;
  });
}

}  // namespace softmax::verify::generator
