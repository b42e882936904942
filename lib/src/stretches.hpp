// A row as the kernels take it: contiguous stretches, filled up to a multiple of kPad.
#pragma once

#include <algorithm>
#include <array>

#include "kernels.hpp"
#include "row.hpp"

namespace softmax::detail {

inline constexpr std::size_t kBlock = 256;  ///< entries of a copy

/// Calls visit(entries, at, count) for stretches of at most `most` entries, count a multiple of
/// kPad: the row itself where it is contiguous, else a copy; the end is filled up with −inf.
template <Format T, class Visit>
void for_stretches(Row<const T> x, std::size_t most, Visit visit) {
  std::size_t at = 0;
  if (x.stride == 1) {
    for (; x.n - at >= kPad;) {
      const std::size_t count = std::min(most, (x.n - at) / kPad * kPad);
      visit(x.data + at, at, count);
      at += count;
    }
  }
  std::array<T, kBlock> copy;
  while (at < x.n) {
    const std::size_t taken = std::min(kBlock, x.n - at);
    const std::size_t count = padded(taken);
    for (std::size_t i = 0; i < taken; ++i) copy[i] = x[at + i];
    std::fill(copy.begin() + static_cast<std::ptrdiff_t>(taken),
              copy.begin() + static_cast<std::ptrdiff_t>(count), infinity<T>(true));
    visit(copy.data(), at, count);
    at += taken;
  }
}

}  // namespace softmax::detail
