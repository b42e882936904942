#include "verify/core/seed.hpp"
#include "verify/generator/arbitrary.hpp"

namespace softmax::verify::generator {

Case draw(std::uint64_t seed, std::uint64_t number, Format format, const Limits& limits) {
  // RapidCheck's size only steers generators of its own arbitrary types; the full size is used.
  const rc::Random random(random_bits(seed, 0, number));
  const Recipe recipe = arbitrary_recipe(number, limits)(random, rc::kNominalSize).value();
  return {number, recipe, format, expand(recipe, format)};
}

}  // namespace softmax::verify::generator
