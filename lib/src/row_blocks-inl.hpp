// Rows longer than the buffers, block by block (Theorem 14). Compiled once for each target of
// Highway.
#if defined(SOFTMAX_ROW_BLOCKS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_ROW_BLOCKS_INL
#undef SOFTMAX_ROW_BLOCKS_INL
#else
#define SOFTMAX_ROW_BLOCKS_INL
#endif

#include "row_passes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Calls visit(entries, at, count) for blocks of the row.
template <class T, class Visit>
HWY_INLINE void VisitBlocks(Row<const T> x, RowBuffers<T>& buffers, Visit visit) {
  for (std::size_t at = 0; at < x.n; at += kRowBlock) {
    const std::size_t count = x.n - at < kRowBlock ? x.n - at : kRowBlock;
    visit(Entries(x, at, count, buffers.entries), at, count);
  }
}

/// Calls write(entries, at, to, count), count a multiple of kPad, for the outputs of blocks.
template <class T, class Write>
HWY_INLINE void WriteBlocks(Row<const T> x, Row<T> y, RowBuffers<T>& buffers, Write write) {
  const bool in_place = x.data == y.data;
  // In place, an open entry needs the row as it was: a first round without a write makes every sum
  // that the second round needs.
  for (int round = in_place ? 0 : 1; round < 2; ++round)
    VisitBlocks(x, buffers, [&](const T* entries, std::size_t at, std::size_t count) HWY_ATTR {
      const bool direct = !in_place && y.stride == 1 && count == padded(count);
      T* const to = direct ? y.data + at : buffers.out;
      write(entries, at, to, padded(count));
      if (round == 1 && !direct) CopyOut(to, count, &y[at], y.stride);
    });
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
