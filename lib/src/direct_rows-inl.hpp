// Rows of which the largest entry lies within ±kDirectMost, without a pass for it (Theorem 17).
// Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_ROWS_INL
#undef SOFTMAX_DIRECT_ROWS_INL
#else
#define SOFTMAX_DIRECT_ROWS_INL
#endif

#include "direct_logs-inl.hpp"
#include "output_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// From here on in magnitude outputs of log_softmax are tested as one; else as the least of them.
inline constexpr double kFarLog = 0.25;

#if SOFTMAX_QUICK
/// Whether the outputs of a stretch are right, for errors of `units`, of those of log_softmax where
/// they are kFarLog at least.
template <Function F, class T>
HWY_INLINE bool StretchIsRight(const Quick& quick, std::size_t n, double most,
                               std::uint32_t units) {
  constexpr bool kLog = F == Function::kLogSoftmax;
  if constexpr (kLog) {
    const Twice twice;
    const auto far = hn::Ge(quick.least, hn::Set(twice, static_cast<float>(kFarLog)));
    if (!hn::AllTrue(twice, far)) {
      const auto least = static_cast<double>(hn::GetLane(hn::MinOfLanes(twice, quick.least)));
      return least >= kLeastLog &&
             IsRight<T, kUnitsOf<kLog>>(quick, DirectUnits<F, kExpOfRows<T>>(n, most, least));
    }
  }
  return IsRight<T, kUnitsOf<kLog>>(quick, units);
}
#endif

/// The least of factor − x.
template <class T>
HWY_INLINE double LeastLog(const T* x, std::size_t count, double factor) {
  const D d;
  V least = hn::Set(d, kDirectMost);
  for (std::size_t i = 0; i < count; i += hn::Lanes(d))
    least = hn::Min(least, hn::Sub(hn::Set(d, factor), LoadEntries(d, x + i)));
  return hn::GetLane(hn::MinOfLanes(d, least));
}

/// Tests the outputs of a stretch of a row again, where some are open: those of log_softmax and of
/// float16, of which more are, in pieces. An output of log_softmax below kLeastLog leaves its row
/// to Theorem 9.
template <Function F, class T>
HWY_NOINLINE HWY_ATTR void RoundSlowly(std::size_t r, T* y, std::size_t at, std::size_t count,
                                       std::size_t n, std::uint32_t units, const RowCalls<T>& calls,
                                       const double* kept, DirectRows<T>& rows) {
  constexpr bool kLog = F == Function::kLogSoftmax;
  constexpr bool kPieces = kLog || std::same_as<T, float16>;
  const T* const x = rows.entries[r] + at;
  const double factor = rows.factor[r];
  if (HasZeros<kLog>(kept, y, count, factor, units)) return;
  Top<T> largest = {0, {rows.entries[r], padded(n), 1}};
  const std::size_t step = kPieces ? kPad : count;
  for (std::size_t i = 0; i < count; i += step) {
#if SOFTMAX_QUICK
    if constexpr (kPieces) {
      Quick quick = NoQuick();
      QuickOutputs<kLog>(x + i, kept + i, y + i, step, factor, quick);
      if (HWY_LIKELY((StretchIsRight<F, T>(quick, n, rows.most, units)))) continue;
    }
#endif
    std::uint32_t own = units;
    if constexpr (kLog) {
      const double least = LeastLog(x + i, step, factor);
      if (!(least >= kLeastLog)) {
        rows.usable &= ~(std::uint64_t{1} << r);
        return;
      }
      own = DirectUnits<F, kExpOfRows<T>>(n, rows.most, least);
    }
    SlowOutputs<kLog>(x + i, kept + i, y + i, step, largest, factor, own, calls, rows.first + r);
  }
}

template <Function F, class T>
HWY_NOINLINE HWY_ATTR void RoundDirect(const T* x, T* y, const RowLayout& layout,
                                       const RowCalls<T>& calls, RowBuffers<T>& buffers,
                                       DirectRows<T>& rows) {
  const std::size_t n = layout.cols;
  const std::size_t room = padded(n);
  const std::uint32_t units = DirectUnits<F, kExpOfRows<T>>(n, rows.most, kFarLog);
  const auto is_usable = [&](std::size_t r) { return ((rows.usable >> r) & 1) != 0; };
  const WholeRows<T> to = PlacesOf(x, y, layout, buffers.out);
#if SOFTMAX_QUICK
  constexpr bool kLog = F == Function::kLogSoftmax;
  const bool are_floats = kKeepsFloats<F, T> && !HasTable<F, T>(calls.room.table, n);
  const D d;
  // An output of float16 is open far more often than others.
  const std::size_t stretch = std::same_as<T, float16> ? std::min(room, 2 * kQuick) : room;
  const std::size_t least = kLog ? 4 * kQuick : kQuick;
  const std::size_t most = room < least ? least / room : 1;
  for (std::size_t first = 0; first < layout.rows; first += most) {
    const std::size_t end = std::min(layout.rows, first + most);
    for (std::size_t at = 0; at < room; at += stretch) {
      const std::size_t some = std::min(stretch, room - at);
      Quick quick = NoQuick();
      for (std::size_t r = first; r < end; ++r) {
        if (!is_usable(r)) continue;  // a NaN would hide what is the least
        const double factor = rows.factor[r];
        const double* const kept = buffers.kept + r * room + at;
        if (are_floats)
          QuickOutputs<kLog>(buffers.floats + r * room + at, kept, to.row(r) + at, some, factor,
                             quick);
        else
          QuickOutputs<kLog>(rows.entries[r] + at, kept, to.row(r) + at, some, factor, quick);
      }
      if (HWY_LIKELY((StretchIsRight<F, T>(quick, n, rows.most, units)))) continue;
      for (std::size_t r = first; r < end; ++r)
        if (is_usable(r))
          RoundSlowly<F>(r, to.row(r) + at, at, some, n, units, calls, buffers.kept + r * room + at,
                         rows);
    }
  }
#else
  for (std::size_t r = 0; r < layout.rows; ++r)
    if (is_usable(r))
      RoundSlowly<F>(r, to.row(r), 0, room, n, units, calls, buffers.kept + r * room, rows);
#endif
  if (to.first != y) CopyRowsOut(buffers.out, layout, rows.usable, y);
}

/// Bit i of the answer: row i is written, which is `first` + i of those that `calls` knows.
template <Function F, class T>
HWY_INLINE std::uint64_t DirectGroup(const T* x, T* y, const RowLayout& layout,
                                     const RowCalls<T>& calls, std::size_t first,
                                     RowBuffers<T>& buffers) {
  DirectRows<T> rows;
  rows.first = first;
  const double* const table = calls.room.table;
  if (HasTable<F, T>(table, layout.cols))
    SumDirect<F, !std::same_as<T, float>>(x, layout, table, buffers, rows);
  else
    SumDirect<F, false>(x, layout, table, buffers, rows);
  FinishDirect<F>(layout.rows, rows);
  if constexpr (F == Function::kLogSumExp)
    RoundDirectLogs(y, layout, rows);
  else
    RoundDirect<F>(x, y, layout, calls, buffers, rows);
  return rows.usable;
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
