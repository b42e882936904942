// How long rows are, and how many: lengths in turn, short ones mostly, and where blocks and vector
// widths end.
#pragma once

#include <rapidcheck.h>

#include "verify/generator/recipe.hpp"

namespace softmax::verify::generator {

inline constexpr std::size_t kEveryLength = 257;  // 4 * 64 + 1: four of the widest vectors and one
inline constexpr double kTurnShare = 0.251;       // share of the numbers with is_in_turn

// One case in a thousand: 17 rows of max_cols.
constexpr bool is_large(std::uint64_t number) { return number % 1000 == 501; }
// One case in a thousand: a row of 2^16 - 1 to 2^16 + 1 entries; and one of any length from 4097
// on.
constexpr bool is_vast(std::uint64_t number) { return number % 500 == 251; }
// Every fourth case takes the next length of 1, 2, ... 257, 1, ...
constexpr bool is_in_turn(std::uint64_t number) { return number % 4 == 0 || is_large(number); }

// Lengths drawn for one case, of which its family and number choose one.
struct Lengths {
  std::size_t drawn = 1;           // for Shape::any and Shape::batch
  std::size_t drawn_long = 257;    // for Shape::long_row
  std::size_t drawn_vast = 65537;  // for the cases with is_vast
  bool crowded = false;            // up to 16384 elements instead of 4096

  std::size_t of(Shape shape, std::uint64_t number, const Limits& limits) const;
  std::size_t rows(Shape shape, std::uint64_t number, std::size_t drawn_rows, std::size_t cols,
                   const Limits& limits) const;
};

rc::Gen<Lengths> arbitrary_lengths();

}  // namespace softmax::verify::generator
