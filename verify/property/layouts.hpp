// Ways to call with a matrix: in place, with threads, and the layouts for the _strided symbol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "verify/property/bench.hpp"

namespace softmax::verify::property {

// Layout number `which` of the case under way, for rows x cols entries: strides and alignments of x
// and y, which rotate by the number of the case.
subject::Placement strided_placement(const Bench& bench, std::uint64_t which, std::size_t rows,
                                     std::size_t cols);

// "strides 3, 1 for x and 4, 1 for y"
std::string strides_text(const subject::Placement& placement);

// Where and how a matrix is called, and ", in place" or the like; plain where the subject, its
// function or the contract does not have the way.
enum class Way : std::uint8_t { plain, in_place, threads, strided };
struct Placed {
  subject::Placement placement;
  std::string how;
};
Placed placement_of(const Bench& bench, Way way, std::uint64_t which, const Matrix& x);

}  // namespace softmax::verify::property
