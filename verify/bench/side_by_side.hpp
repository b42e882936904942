// The functions and formats of one library beside each other, their rounds interleaved: the groups
// of a bench compare subjects, and what one group took cannot be held against another, minutes
// later.
#pragma once

#include <optional>
#include <vector>

#include "verify/bench/library.hpp"
#include "verify/bench/measure.hpp"
#include "verify/bench/shape.hpp"
#include "verify/core/format.hpp"
#include "verify/core/function.hpp"

namespace softmax::verify::bench {

struct Side {
  Function function = Function::softmax;
  Format format = Format::f32;
  std::vector<double> rounds;  // ns per element
};

struct SideBySide {
  Shape shape;
  std::vector<Side> sides;  // those that the library offers, by format, then function

  const Side* of(Function function, Format format) const;
};

// What is measured there.
SideBySide side_by_side(const Library& library, const std::vector<Function>& functions,
                        const std::vector<Format>& formats, const Shape& shape, const Plan& plan);

// softmax f32, or the first side where there is none. Precondition: not empty.
const Side& reference(const SideBySide& all);

// The median of a side over that of the reference.
std::optional<double> ratio_of(const SideBySide& all, const Side& side);

}  // namespace softmax::verify::bench
