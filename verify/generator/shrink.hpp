// Shrinking of a finding: the smallest batch that still fails. Order: fewer rows, fewer entries
// (delta debugging), equal entries, zeros, fewer significand bits, smaller magnitudes. Where
// failing sets in at some magnitude, the value ends at the least float that fails.
#pragma once

#include <cstddef>
#include <functional>

#include "verify/core/format.hpp"
#include "verify/core/matrix.hpp"
#include "verify/generator/recipe.hpp"

namespace softmax::verify::generator {

struct Shrunk {
  Matrix x;
  std::size_t calls = 0;   // how often the predicate was asked
  bool exhausted = false;  // stopped by max_calls, not by a local minimum
};

// `fails` must hold of x; it is asked only of matrices whose values are representable in `format`
// and which have at least one row and one column.
Shrunk shrink(const Matrix& x, Format format, const std::function<bool(const Matrix&)>& fails,
              std::size_t max_calls = 4000);

// The simplest recipe whose expansion still fails, by RapidCheck's tree of shrinks: fewer columns,
// fewer rows, smaller scale and variant, of the same family and seed. `fails` must hold of
// expand(recipe, format). A start for shrink() that costs few calls on long rows.
Recipe shrink_recipe(const Recipe& recipe, Format format,
                     const std::function<bool(const Matrix&)>& fails, std::size_t max_calls = 200);

}  // namespace softmax::verify::generator
