#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

namespace {

// Whether entry c of n is masked; `at` is a position and `width` a power of two, both drawn.
bool masked(int variant, std::size_t c, std::size_t at, std::size_t width, Stream& s) {
  switch (variant) {
    case 0:
      return c == at;
    case 1:
      return c < at;
    case 2:
      return c > at;
    case 3:
      return c % width == at % width;  // one lane
    case 4:
      return c % width != at % width;  // every lane but one
    case 5:
      return c / width == at / width;  // one block
    case 6:
      return c / width != at / width;  // every block but one
    case 7:
      return s.chance(0.5);
    case 8:
      return s.chance(0.95);
    default:
      return (c / width) % 2 == (at / width) % 2;
  }
}

}  // namespace

// Finite rows with -inf entries, one finite at least: single, prefix, suffix, lanes, blocks, at
// random. Widths from 2 to 256: what one lane, warp or partial result sees may be only -inf.
Matrix expand_masks(const Recipe& recipe, Format format) {
  Matrix x = filled(recipe, format, [&](Stream& s, auto, auto) { return normal(s) * 4; });
  Stream where = places(recipe);
  const auto width = std::size_t{2} << wrap(recipe.scale, 8);
  for (std::size_t r = 0; r < x.rows; ++r) {
    auto row = x.row(r);
    const std::size_t at = place(where, x.cols);
    for (std::size_t c = 0; c < x.cols; ++c) {
      if (masked(recipe.variant, c, at, width, where)) row[c] = -kInfinity;
    }
    const bool any = std::any_of(row.begin(), row.end(), [](double v) { return std::isfinite(v); });
    if (!any) row[at] = 1.5;
  }
  return x;
}

}  // namespace softmax::verify::generator
