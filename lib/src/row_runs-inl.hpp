// Rows that one way has left, taken another. Compiled once for each target of Highway.
#if defined(SOFTMAX_ROW_RUNS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_ROW_RUNS_INL
#undef SOFTMAX_ROW_RUNS_INL
#else
#define SOFTMAX_ROW_RUNS_INL
#endif

#include <bit>
#include <cstddef>
#include <cstdint>

#include "softmax/rows.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {

/// Calls take(x, y, layout, first) for runs of the rows that `left` has a bit for, side by side.
/// Bit i of the answer: row i is written.
template <class T, class Take>
HWY_INLINE std::uint64_t TakeRuns(const T* x, T* y, const RowLayout& layout, std::uint64_t left,
                                  Take take) {
  std::uint64_t done = 0;
  while (left != 0) {
    const auto first = static_cast<std::size_t>(std::countr_zero(left));
    const auto at = static_cast<std::ptrdiff_t>(first);
    RowLayout some = layout;
    some.rows = static_cast<std::size_t>(std::countr_one(left >> first));
    done |= take(x + at * layout.x_row, y + at * layout.y_row, some, first) << first;
    left &= ~(~std::uint64_t{0} >> (64 - some.rows) << first);
  }
  return done;
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
