// Rows of which the largest entry lies within ±kDirectMost, without a pass for it (Theorem 17).
// Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_ROWS_INL
#undef SOFTMAX_DIRECT_ROWS_INL
#else
#define SOFTMAX_DIRECT_ROWS_INL
#endif

#include "direct_kernels-inl.hpp"
#include "output_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

inline constexpr bool kFused = HWY_NATIVE_FMA != 0;

/// 0 for NaN.
HWY_INLINE bool IsDirect(double max) { return max >= -kDirectMost && max <= kDirectMost; }

/// For lanes of rows, from Σ exp(x) and the largest entry: the inverse of the sum, or ln S where
/// S − 1 is kDirectRest at least, else 0; for logsumexp ln Σ exp(x).
template <Function F>
HWY_INLINE V FactorOfDirect(D d, V sum, V max) {
  const V one = hn::Set(d, 1.0);
  if constexpr (F == Function::kSoftmax) {
    return hn::Div(one, sum);
  } else if constexpr (F == Function::kLogSumExp) {
    return Log(d, sum);
  } else {
    const V scale = ExpDirect(d, {hn::Neg(max), one, one, one}).a;
    const V rest = hn::Sub(hn::Mul(sum, scale), one);
    const V least = hn::Set(d, kDirectRest);
    return hn::IfThenElseZero(hn::Ge(rest, least), Log1p(d, hn::Max(rest, least)));
  }
}

/// What an output's test takes, for rows whose largest entries are at most `most` in magnitude, and
/// whose ln S is `log` at least.
template <Function F>
HWY_INLINE std::uint32_t DirectUnits(std::size_t n, double most, double log) {
  return static_cast<std::uint32_t>(
      F == Function::kSoftmax ? bound::direct_softmax(n, most, kFused)
                              : bound::log_softmax(bound::direct_log(n, most, log, kFused) / log));
}

/// Rows that fit the buffers together, pass by pass over all of them: the chains of short rows
/// overlap, and one vector of inverses or logarithms serves several rows.
struct DirectRows {
  const float* entries[kMostRows];
  double max[kMostRows] = {};  ///< but for softmax
  double factor[kMostRows];    ///< Σ exp(x), then what FactorOfDirect gives
  double most = 0;             ///< the greatest |max|
  std::uint64_t usable = 0;    ///< a bit a row
};

/// The largest entries and the sums. But for log_softmax the former are only needed to know that
/// all lie within ±kDirectMost, for which Σ exp(x) ≥ kDirectSum is enough from below.
template <Function F, class T>
HWY_NOINLINE HWY_ATTR void SumDirect(const T* x, const RowLayout& layout, RowBuffers<T>& buffers,
                                     DirectRows& rows) {
  const D d;
  const DF f;
  constexpr bool kKeep = F == Function::kSoftmax;
  constexpr bool kTogether = F != Function::kLogSoftmax;
  const std::size_t n = layout.cols;
  const std::size_t room = padded(n);
  const bool is_short = room <= kChunk * hn::Lanes(d);
  Largest all = NoneYet();
  for (std::size_t r = 0; r < layout.rows; ++r) {
    const Row<const T> row = {x + static_cast<std::ptrdiff_t>(r) * layout.x_row, n, layout.x_col};
    const float* const entries = Entries(row, 0, n, buffers.entries + r * room);
    double* const kept = buffers.kept + r * room;
    rows.entries[r] = entries;
    Direct sums = NoDirect();
    if constexpr (kTogether) sums.largest = all;
    if (room == kPad)  // one step: the constants stay where they are from row to row
      sums.high = SumOfChunk<kKeep>(entries, kPad, sums.largest, kept);
    else if (is_short)
      sums.high = SumOfChunk<kKeep>(entries, room, sums.largest, kept);
    else
      AddDirect<kKeep>(entries, room, sums, kept);
    if constexpr (kTogether) {
      all = sums.largest;
    } else {
      rows.max[r] = static_cast<double>(hn::GetLane(hn::MaxOfLanes(f, sums.largest.value)));
      all.number = hn::And(all.number, sums.largest.number);
    }
    rows.factor[r] = hn::GetLane(hn::SumOfLanes(d, hn::Add(sums.high, sums.low)));
  }
  bool direct = hn::AllTrue(f, all.number);
  double least = rows.factor[0];
  if constexpr (kTogether) {
    rows.most = static_cast<double>(hn::GetLane(hn::MaxOfLanes(f, all.value)));
    for (std::size_t r = 0; r < layout.rows; ++r) least = std::min(least, rows.factor[r]);
    direct &= IsDirect(rows.most) && least >= kDirectSum;
    // The largest entry of each row is at least ln(Σ exp(x)/n). A negative one has Σ exp(x) ≤ n, so
    // 0.6932 (bit_width(n) − ilogb) is not less than that difference at ln 2.
    if (direct) rows.most = std::max(rows.most, bound::gaps(n) - 0.6932 * std::ilogb(least));
  } else {
    for (std::size_t r = 0; r < layout.rows; ++r) {
      direct &= IsDirect(rows.max[r]);
      rows.most = std::max(rows.most, std::fabs(rows.max[r]));
    }
  }
  rows.usable = ~std::uint64_t{0} >> (64 - layout.rows);
  if (HWY_LIKELY(direct)) return;
  rows.most = kDirectMost;
  for (std::size_t r = 0; r < layout.rows; ++r) {
    rows.max[r] = LargestOfRow(rows.entries[r], room);
    if (IsDirect(rows.max[r])) continue;
    rows.usable &= ~(std::uint64_t{1} << r);
    rows.max[r] = 0;
    rows.factor[r] = 1;
  }
}

template <Function F>
HWY_INLINE void FinishDirect(std::size_t count, DirectRows& rows) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  for (std::size_t r = count; r % lanes != 0; ++r) rows.max[r] = 0, rows.factor[r] = 1;
  for (std::size_t r = 0; r < count; r += lanes) {
    const V factor =
        FactorOfDirect<F>(d, hn::LoadU(d, rows.factor + r), hn::LoadU(d, rows.max + r));
    hn::StoreU(factor, d, rows.factor + r);
  }
}

/// What the test of the outputs takes; rows of which the logarithm is not known are left out.
template <Function F>
HWY_INLINE std::uint32_t DirectUnitsOf(std::size_t count, std::size_t n, DirectRows& rows) {
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

template <Function F, class T>
HWY_NOINLINE HWY_ATTR void RoundDirect(T* y, const RowLayout& layout, const RowCalls<T>& calls,
                                       bool direct, RowBuffers<T>& buffers, DirectRows& rows) {
  constexpr bool kSoftmax = F == Function::kSoftmax;
  const std::size_t n = layout.cols;
  const std::size_t room = padded(n);
  [[maybe_unused]] const std::uint32_t units = DirectUnitsOf<F>(layout.rows, n, rows);
  const auto slow = [&](std::size_t r, T* to) HWY_ATTR {
    SlowOutputs<!kSoftmax>(rows.entries[r], buffers.kept + r * room, to, room,
                           LargestOfRow(rows.entries[r], room), rows.factor[r],
                           DirectUnits<F>(n, rows.most, rows.factor[r]), calls, r);
  };
  const auto row_of = [&](std::size_t r) {
    return y + static_cast<std::ptrdiff_t>(r) * layout.y_row;
  };
#if SOFTMAX_QUICK
  const D d;
  if constexpr (F != Function::kLogSumExp) {
    const std::size_t most = direct && room < kQuick ? kQuick / room : 1;
    for (std::size_t first = 0; first < layout.rows; first += most) {
      const std::size_t end = std::min(layout.rows, first + most);
      Quick quick = NoQuick();
      for (std::size_t r = first; r < end; ++r)
        QuickOutputs<!kSoftmax>(rows.entries[r], buffers.kept + r * room,
                                direct ? row_of(r) : buffers.out, room, hn::Set(d, rows.max[r]),
                                hn::Set(d, rows.factor[r]), units, quick);
      if (HWY_UNLIKELY(!IsRight<T>(quick, units)))
        for (std::size_t r = first; r < end; ++r)
          if (((rows.usable >> r) & 1) != 0) slow(r, direct ? row_of(r) : buffers.out);
      if (!direct && ((rows.usable >> first) & 1) != 0)
        CopyOut(buffers.out, n, row_of(first), layout.y_col);
    }
    return;
  }
#endif
  for (std::size_t r = 0; r < layout.rows; ++r) {
    if (((rows.usable >> r) & 1) == 0) continue;
    if constexpr (F == Function::kLogSumExp) {
      const double log = rows.factor[r];
      if (!RoundWithin(log, bound::direct_logsumexp(n, rows.most, log, kFused), *row_of(r)))
        *row_of(r) = calls.logsumexp(calls.context, r, LargestOfRow(rows.entries[r], room));
    } else {
      T* const to = direct ? row_of(r) : buffers.out;
      slow(r, to);
      if (!direct) CopyOut(to, n, row_of(r), layout.y_col);
    }
  }
}

/// Bit i of the answer: row i is written.
template <Function F, class T>
HWY_INLINE std::uint64_t DirectGroup(const T* x, T* y, const RowLayout& layout,
                                     const RowCalls<T>& calls, RowBuffers<T>& buffers) {
  DirectRows rows;
  SumDirect<F>(x, layout, buffers, rows);
  FinishDirect<F>(layout.rows, rows);
  const bool direct = x != y && layout.y_col == 1 && layout.cols == padded(layout.cols);
  RoundDirect<F>(y, layout, calls, direct, buffers, rows);
  return rows.usable;
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
