#include "verify/generator/arbitrary.hpp"
#include "verify/generator/shrink.hpp"

namespace softmax::verify::generator {

// Down RapidCheck's tree of shrinks, always to the first child that still fails.
Recipe shrink_recipe(const Recipe& recipe, Format format,
                     const std::function<bool(const Matrix&)>& fails, std::size_t max_calls) {
  rc::Shrinkable<Recipe> best =
      rc::shrinkable::shrinkRecur(recipe, [](const Recipe& r) { return simpler(r); });
  std::size_t calls = 0;
  for (bool smaller = true; smaller;) {
    smaller = false;
    rc::Seq<rc::Shrinkable<Recipe>> shrinks = best.shrinks();
    while (const auto child = shrinks.next()) {
      if (calls++ == max_calls) return best.value();
      if (fails(expand(child->value(), format))) {
        best = *child;
        smaller = true;
        break;
      }
    }
  }
  return best.value();
}

}  // namespace softmax::verify::generator
