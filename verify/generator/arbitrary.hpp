// RapidCheck behind one header: generators of recipes and of cases, which shrink.
#pragma once

#include <rapidcheck.h>

#include <ostream>

#include "verify/generator/recipe.hpp"

namespace softmax::verify::generator {

// Recipe of case `number`.
rc::Gen<Recipe> arbitrary_recipe(std::uint64_t number, const Limits& limits = {});

// A case of any number, for rc::check.
rc::Gen<Case> arbitrary_case(Format format, const Limits& limits = {});

// Recipes next to `recipe` on the way to a simpler one: fewer columns, fewer rows, smaller scale
// and variant; the family and the seed stay.
rc::Seq<Recipe> simpler(const Recipe& recipe);

// What RapidCheck prints of a counterexample: values in hexadecimal, which its own six digits lose.
void showValue(const Recipe& recipe, std::ostream& out);
void showValue(const Case& one, std::ostream& out);

}  // namespace softmax::verify::generator
