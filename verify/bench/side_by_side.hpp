// The functions and formats of one library beside each other, on one thread and on two, their
// rounds interleaved: the groups of a bench compare subjects, and what one group took cannot be
// held against another, minutes later.
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
  std::vector<double> rounds;         // ns per element
  std::optional<double> two_threads;  // times faster
};

struct SideBySide {
  Shape shape;
  std::vector<Side> sides;  // those that the library offers, by format, then function

  const Side* of(Function function, Format format) const;
};

// Larger shapes are not measured: rows of all formats lie in memory at once, 2 GiB at most.
inline constexpr std::size_t kMostSideBySide = std::size_t{1} << 26U;

SideBySide side_by_side(const Library& library, const std::vector<Function>& functions,
                        const std::vector<Format>& formats, const Shape& shape, const Plan& plan);

// softmax f32, or the first side where there is none. Precondition: not empty.
const Side& reference(const SideBySide& all);

// The median of a side over that of the reference.
std::optional<double> ratio_of(const SideBySide& all, const Side& side);

}  // namespace softmax::verify::bench
