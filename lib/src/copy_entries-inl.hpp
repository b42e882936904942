// Copies of rows whose length is no multiple of kPad, in pieces of fixed sizes. Compiled once for
// each target of Highway.
#if defined(SOFTMAX_COPY_ENTRIES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_COPY_ENTRIES_INL
#undef SOFTMAX_COPY_ENTRIES_INL
#else
#define SOFTMAX_COPY_ENTRIES_INL
#endif

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "kernels.hpp"
#include "row.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {

/// At least kPiece entries and, if there are fewer pieces than whole ones, the last kPiece of them
/// again: what lies between may be copied twice, and nothing beyond is touched.
template <std::size_t kPiece, class T>
HWY_INLINE void CopyPieces(const T* from, std::size_t count, T* to) {
  for (std::size_t i = 0; i + kPiece <= count; i += kPiece)
    std::memcpy(to + i, from + i, kPiece * sizeof(T));
  const std::size_t last = count - kPiece;
  std::memcpy(to + last, from + last, kPiece * sizeof(T));
}

/// Entries that stand side by side, to where they do not overlap.
template <class T>
HWY_INLINE void CopyEntries(const T* from, std::size_t count, T* to) {
  if (count >= 16)
    CopyPieces<16>(from, count, to);
  else if (count >= 8)
    CopyPieces<8>(from, count, to);
  else if (count >= 4)
    CopyPieces<4>(from, count, to);
  else
    for (std::size_t i = 0; i < count; ++i) to[i] = from[i];
}

/// `count` entries from `at` on, filled up with `fill` to a multiple of kPad.
template <class T>
HWY_INLINE void CopyIn(Row<const T> x, std::size_t at, std::size_t count, T fill, T* copy) {
  const std::size_t room = padded(count);
  if (count != room) std::fill_n(copy + room - kPad, kPad, fill);
  if (x.stride == 1)
    CopyEntries(x.data + at, count, copy);
  else
    for (std::size_t i = 0; i < count; ++i) copy[i] = x[at + i];
}

template <class T>
HWY_INLINE void CopyOut(const T* from, std::size_t count, T* y, std::ptrdiff_t stride) {
  if (stride == 1)
    CopyEntries(from, count, y);
  else
    for (std::size_t i = 0; i < count; ++i) y[static_cast<std::ptrdiff_t>(i) * stride] = from[i];
}

/// Rows of padded(cols) entries side by side, `step` apart.
template <class T>
struct WholeRows {
  T* first;
  std::ptrdiff_t step;
  T* row(std::size_t r) const { return first + static_cast<std::ptrdiff_t>(r) * step; }
};

/// The rows of x, where they are no such rows copied and filled up with `fill`. All copies are made
/// before the first is read: a load waits for smaller stores under way.
template <class T>
HWY_INLINE WholeRows<const T> WholeRowsOf(const T* x, const RowLayout& layout, T fill, T* copy) {
  const std::size_t room = padded(layout.cols);
  if (layout.x_col == 1 && layout.cols == room) return {x, layout.x_row};
  for (std::size_t r = 0; r < layout.rows; ++r)
    CopyIn(
        Row<const T>{x + static_cast<std::ptrdiff_t>(r) * layout.x_row, layout.cols, layout.x_col},
        0, layout.cols, fill, copy + r * room);
  return {copy, static_cast<std::ptrdiff_t>(room)};
}

/// Where outputs of padded(cols) a row go: y itself, where its rows are such rows and not those of
/// x, which other phases may need, else `out`.
template <class T>
HWY_INLINE WholeRows<T> PlacesOf(const T* x, T* y, const RowLayout& layout, T* out) {
  const std::size_t room = padded(layout.cols);
  if (x != y && layout.y_col == 1 && layout.cols == room) return {y, layout.y_row};
  return {out, static_cast<std::ptrdiff_t>(room)};
}

/// Copies the rows that `rows` has a bit for, padded(cols) apart, to y.
template <class T>
HWY_INLINE void CopyRowsOut(const T* from, const RowLayout& layout, std::uint64_t rows, T* y) {
  for (std::size_t r = 0; r < layout.rows; ++r)
    if (((rows >> r) & 1) != 0)
      CopyOut(from + r * padded(layout.cols), layout.cols,
              y + static_cast<std::ptrdiff_t>(r) * layout.y_row, layout.y_col);
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
