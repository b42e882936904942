#include "verify/generator/families.hpp"
#include "verify/generator/family/shared.hpp"

namespace softmax::verify::generator {

// Rows of only -inf; in a batch all of them (variant 0), every other one, or only the last.
Matrix expand_all_masked(const Recipe& recipe, Format format) {
  return filled(recipe, format, [&](Stream& s, std::size_t r, auto) {
    const bool only = recipe.variant == 0   ? true
                      : recipe.variant == 1 ? r % 2 == 0
                                            : r + 1 == recipe.rows;
    return only ? -kInfinity : normal(s);
  });
}

}  // namespace softmax::verify::generator
