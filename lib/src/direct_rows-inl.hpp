// Rows of which the largest entry lies within ±kDirectMost, without a pass for it (Theorem 17).
// Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_ROWS_INL
#undef SOFTMAX_DIRECT_ROWS_INL
#else
#define SOFTMAX_DIRECT_ROWS_INL
#endif

#include "direct_sums-inl.hpp"
#include "output_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// What the test of the outputs takes; rows of which the logarithm is not known are left out.
template <Function F, class T>
HWY_INLINE std::uint32_t DirectUnitsOf(std::size_t count, std::size_t n, DirectRows<T>& rows) {
  double least = 1;
  if constexpr (F == Function::kLogSoftmax) {
    for (std::size_t r = 0; r < count; ++r)
      if (rows.factor[r] == 0) {
        rows.usable &= ~(std::uint64_t{1} << r);
        rows.factor[r] = 1;
      } else {
        least = std::min(least, rows.factor[r]);
      }
  }
  return DirectUnits<F>(n, rows.most, least);
}

/// ln Σ exp(x) of the rows. Where all are kRoundLogs at least in magnitude, several are rounded at
/// once, with the relative error of the least. Rows that stay open are for Theorem 9, which knows a
/// small logarithm relatively.
template <class T>
HWY_INLINE void RoundLogs(T* y, const RowLayout& layout, DirectRows<T>& rows) {
  const D d;
  using Bits = typename FormatTraits<T>::Bits;
  constexpr auto kSign = static_cast<Bits>(Bits{1} << (8 * sizeof(T) - 1));
  const std::size_t n = layout.cols;
  const auto row_of = [&](std::size_t r) -> T& {
    return y[static_cast<std::ptrdiff_t>(r) * layout.y_row];
  };
  const auto alone = [&](std::size_t r) HWY_ATTR {
    const double log = rows.factor[r];
    if (!RoundWithin(log, bound::direct_logsumexp(n, rows.most, log, kFused), row_of(r)))
      rows.usable &= ~(std::uint64_t{1} << r);
  };
  double least = std::fabs(rows.factor[0]);
  for (std::size_t r = 1; r < layout.rows; ++r) least = std::min(least, std::fabs(rows.factor[r]));
  if (!(least >= kRoundLogs)) {
    for (std::size_t r = 0; r < layout.rows; ++r)
      if (((rows.usable >> r) & 1) != 0) alone(r);
    return;
  }
  const Slack slack(std::ceil(bound::direct_logsumexp(n, rows.most, least, kFused) / least));
  for (std::size_t first = 0; first < layout.rows; first += hn::Lanes(d)) {
    T some[kMaxLanes];
    std::uint8_t open[8] = {};
    const V log = hn::LoadU(d, rows.factor + first);
    hn::StoreMaskBits(d, Round<false>(d, hn::Abs(log), slack, some), open);
    const std::size_t end = std::min(layout.rows, first + hn::Lanes(d));
    for (std::size_t r = first; r < end; ++r) {
      const auto bits = std::bit_cast<Bits>(some[r - first]);
      row_of(r) = from_bits<T>(rows.factor[r] < 0 ? static_cast<Bits>(bits | kSign) : bits);
      if (HWY_UNLIKELY(((open[0] >> (r - first)) & 1) != 0)) alone(r);
    }
  }
}

template <Function F, class T>
HWY_NOINLINE HWY_ATTR void RoundDirect(T* y, const RowLayout& layout, const RowCalls<T>& calls,
                                       bool direct, RowBuffers<T>& buffers, DirectRows<T>& rows) {
  constexpr bool kSoftmax = F == Function::kSoftmax;
  const std::size_t n = layout.cols;
  const std::size_t room = padded(n);
  const std::uint32_t units = DirectUnitsOf<F>(layout.rows, n, rows);
  const auto slow = [&](std::size_t r, T* to, std::size_t at, std::size_t count) HWY_ATTR {
    if (HasZeros<!kSoftmax>(buffers.kept + r * room + at, to + at, count, rows.factor[r], units))
      return;
    SlowOutputs<!kSoftmax>(rows.entries[r] + at, buffers.kept + r * room + at, to + at, count,
                           LargestOfRow(rows.entries[r], room), rows.factor[r],
                           DirectUnits<F>(n, rows.most, rows.factor[r]), calls, r);
  };
  const auto place_of = [&](std::size_t r) {
    return direct ? y + static_cast<std::ptrdiff_t>(r) * layout.y_row : buffers.out + r * room;
  };
  const auto is_usable = [&](std::size_t r) { return ((rows.usable >> r) & 1) != 0; };
#if SOFTMAX_QUICK
  const D d;
  // An output of float16 is open far more often than others.
  const std::size_t stretch = std::same_as<T, float16> ? std::min(room, 2 * kQuick) : room;
  const std::size_t most = room < kQuick ? kQuick / room : 1;
  for (std::size_t first = 0; first < layout.rows; first += most) {
    const std::size_t end = std::min(layout.rows, first + most);
    for (std::size_t at = 0; at < room; at += stretch) {
      const std::size_t some = std::min(stretch, room - at);
      Quick quick = NoQuick();
      for (std::size_t r = first; r < end; ++r)
        QuickOutputs<!kSoftmax>(rows.entries[r] + at, buffers.kept + r * room + at,
                                place_of(r) + at, some, hn::Set(d, rows.max[r]),
                                hn::Set(d, rows.factor[r]), units, quick);
      if (HWY_LIKELY(IsRight<T>(quick, units))) continue;
      for (std::size_t r = first; r < end; ++r)
        if (is_usable(r)) slow(r, place_of(r), at, some);
    }
  }
#else
  for (std::size_t r = 0; r < layout.rows; ++r)
    if (is_usable(r)) slow(r, place_of(r), 0, room);
#endif
  if (!direct) CopyRowsOut(buffers.out, layout, rows.usable, y);
}

/// Bit i of the answer: row i is written.
template <Function F, class T>
HWY_INLINE std::uint64_t DirectGroup(const T* x, T* y, const RowLayout& layout,
                                     const RowCalls<T>& calls, RowBuffers<T>& buffers) {
  DirectRows<T> rows;
  SumDirect<F>(x, layout, calls.room.table, buffers, rows);
  FinishDirect<F>(layout.rows, rows);
  const bool direct = x != y && layout.y_col == 1 && layout.cols == padded(layout.cols);
  if constexpr (F == Function::kLogSumExp)
    RoundLogs(y, layout, rows);
  else
    RoundDirect<F>(y, layout, calls, direct, buffers, rows);
  return rows.usable;
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
