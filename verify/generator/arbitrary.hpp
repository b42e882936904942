// RapidCheck behind one header: the generator of recipes and of cases.
#pragma once

#include <rapidcheck.h>

#include "verify/generator/recipe.hpp"

namespace softmax::verify::generator {

// Recipe of case `number`: half of the lengths are visited in turn (1 to 257, again and again), the
// others drawn; shrinks to fewer rows, fewer columns, smaller parameters.
rc::Gen<Recipe> arbitrary_recipe(std::uint64_t number, const Limits& limits);

}  // namespace softmax::verify::generator
