#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Masks that are finite: a very negative number added to or put in the place of logits, at some
// entries, at all but one, or at all, where the rest of the row decides as if it were alone.
Matrix expand_finite_mask(const Recipe& recipe, Format format) {
  const double masks[] = {
      -1e4, -1e5, -1e9, -1e30, -65504.0, -greatest(format) / 2, -1.5e38, -greatest(format)};
  const double mask = masks[wrap(recipe.scale, std::size(masks))];
  const bool added = recipe.variant % 2 == 0;
  Stream where = places(recipe);
  const std::size_t kept = place(where, recipe.cols);
  return filled(recipe, format, [&](Stream& s, std::size_t r, std::size_t c) {
    const double logit = normal(s) * 3;
    const bool keeps = recipe.variant / 2 == 0   ? s.chance(0.5)
                       : recipe.variant / 2 == 1 ? c == (kept + r) % recipe.cols
                                                 : false;
    return keeps ? logit : added ? mask + logit : mask;
  });
}

}  // namespace softmax::verify::generator
