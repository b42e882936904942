#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

namespace {

// NaN of either sign, with a payload, and signalling: no one bit pattern tells them all.
constexpr double kNaNs[] = {
    std::bit_cast<double>(0x7FF8000000000000), std::bit_cast<double>(0xFFF8000000000000),
    std::bit_cast<double>(0x7FFC000000000001), std::bit_cast<double>(0x7FF0000000000001)};

// The special values of one row; `at` is any position.
void place_specials(int scale, std::span<double> row, std::size_t at, Stream& s) {
  const std::size_t n = row.size();
  const double nan = kNaNs[s.below(std::size(kNaNs))];
  const std::size_t other = n > 1 ? (at + 1 + s.below(n - 1)) % n : at;
  switch (scale) {
    case 0:
      row[at] = nan;
      break;
    case 1:
      row[at] = kInfinity;
      break;
    case 2:
      row[at] = row[other] = kInfinity;
      break;
    case 3:
      row[other] = kInfinity;
      row[at] = nan;
      break;
    case 4:  // the first `at` + 1 are NaN
      std::fill(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(at) + 1, nan);
      break;
    case 5:  // all from `at` on are NaN
      std::fill(row.begin() + static_cast<std::ptrdiff_t>(at), row.end(), nan);
      break;
    case 6:
      std::fill(row.begin(), row.end(), at % 2 == 0 ? nan : kInfinity);
      break;
    default:
      for (double& value : row) {
        const double specials[] = {nan, kInfinity, -kInfinity, value, value};
        value = specials[s.below(std::size(specials))];
      }
      break;
  }
}

}  // namespace

// NaN and infinities: one NaN at every position, one +inf, two, +inf and NaN, runs of NaN, all of
// them at random; among finite entries (variants 0, 2) or -inf (1); in every row or in one (2).
Matrix expand_special(const Recipe& recipe, Format format) {
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) {
    return recipe.variant == 1 ? -kInfinity : normal(s) * 3;
  });
  Stream where = places(recipe);
  const std::size_t only = place(where, x.rows);
  for (std::size_t r = 0; r < x.rows; ++r) {
    const std::size_t at = place(where, x.cols);
    if (recipe.variant != 2 || r == only) place_specials(recipe.scale, x.row(r), at, where);
  }
  return x;
}

}  // namespace softmax::verify::generator
