// Rows of double that fit the buffers, several at once, without their maximum (Theorem 18).
// Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_PAIR_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_PAIR_ROWS_INL
#undef SOFTMAX_DIRECT_PAIR_ROWS_INL
#else
#define SOFTMAX_DIRECT_PAIR_ROWS_INL
#endif

#include "copy_entries-inl.hpp"
#include "direct_outputs-inl.hpp"
#include "pair_factors-inl.hpp"
#include "row_runs-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Rows that fit the buffers together.
struct PairRows {
  alignas(64) double entries[kRowBlock];
  alignas(64) double kept[2 * kRowBlock];
  alignas(64) double out[kRowBlock];
  alignas(64) double lane_high[kMostRows * kMaxLanes];  ///< Σ exp(x), Lanes(d) a row
  alignas(64) double lane_low[kMostRows * kMaxLanes];
  alignas(64) double high[kMostRows];   ///< what the outputs need, 1/T or ln T; or logsumexp
  alignas(64) double low[kMostRows];    ///< of ln T, or `below` of Enclosed
  alignas(64) double above[kMostRows];  ///< of Enclosed
  double shift[kMostRows];              ///< 0 but where kShifted
  const double* row[kMostRows];
  std::uint16_t open[kRowBlock];
};

/// The quotients of a row from its pairs. False where one is open.
HWY_INLINE bool QuotientsOf(const double* x, double shift, const double* kept, double* y,
                            std::size_t room, const Enclosed& inverse) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  const auto quotient = [&](std::size_t i) HWY_ATTR {
    const Pair e = {hn::LoadU(d, kept + 2 * i), hn::LoadU(d, kept + 2 * i + lanes)};
    const auto near = hn::Gt(e.hi, hn::Set(d, kPairTiny));
    return hn::And(near, QuotientOf(e, inverse, y + i));
  };
  auto settled = hn::Eq(inverse.hi, inverse.hi);
  for (std::size_t i = 0; i < room; i += 2 * lanes)
    settled = hn::And(settled, hn::And(quotient(i), quotient(i + lanes)));
  if (HWY_LIKELY(hn::AllTrue(d, settled))) return true;
  // Masks and other entries that are so far below the largest that they round to 0.
  settled = hn::Eq(inverse.hi, inverse.hi);
  for (std::size_t i = 0; i < room; i += lanes) {
    const auto far = hn::Lt(hn::Sub(hn::LoadU(d, x + i), hn::Set(d, shift)), hn::Set(d, kPairFar));
    settled = hn::And(settled, hn::Or(quotient(i), far));
    hn::StoreU(hn::IfThenZeroElse(far, hn::LoadU(d, y + i)), d, y + i);
  }
  return hn::AllTrue(d, settled);
}

/// The outputs of row r. False where one is open.
template <Function F, bool kShifted>
HWY_INLINE bool RoundRow(std::size_t r, std::size_t room, double* y, PairRows& rows) {
  const D d;
  if constexpr (F == Function::kSoftmax)
    return QuotientsOf(
        rows.row[r], rows.shift[r], rows.kept + 2 * r * room, y, room,
        {hn::Set(d, rows.high[r]), hn::Set(d, rows.low[r]), hn::Set(d, rows.above[r])});
  else
    return LogSoftmaxOf<kShifted>(rows.row[r], y, room, rows.shift[r], {rows.high[r], rows.low[r]},
                                  rows.open) == 0;
}

/// Bit i of the answer: row i is written. Rows that begin beyond ±kPairMost are shifted by their
/// largest entries.
template <Function F, bool kShifted>
HWY_NOINLINE HWY_ATTR std::uint64_t DirectPairRowsOf(const double* x, double* y,
                                                     const RowLayout& layout, PairRows& rows) {
  const D d;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  const std::size_t n = layout.cols;
  const std::size_t room = padded(n);
  const std::size_t lanes = hn::Lanes(d);
  std::uint64_t done = 0;
  const double fill = kShifted ? -std::numeric_limits<double>::infinity() : kPairFill;
  const WholeRows<const double> whole = WholeRowsOf(x, layout, fill, rows.entries);
  for (std::size_t r = 0; r < layout.rows; ++r) {
    rows.row[r] = whole.row(r);
    auto usable = hn::Eq(hn::Zero(d), hn::Zero(d));
    double* const kept = rows.kept + 2 * r * room;
    // The short form keeps the constants where they are from row to row.
    double& shift = rows.shift[r];
    shift = 0;
    if constexpr (kShifted)
      shift = MaxF64(rows.row[r], room, -std::numeric_limits<double>::infinity());
    const Pair sum = room == kPad
                         ? SumOfPairs<kSoftmax, kShifted>(rows.row[r], kPad, shift, usable, kept)
                         : SumOfPairs<kSoftmax, kShifted>(rows.row[r], room, shift, usable, kept);
    done |= std::uint64_t{hn::AllTrue(d, usable)} << r;
    hn::StoreU(sum.hi, d, rows.lane_high + r * lanes);
    hn::StoreU(sum.lo, d, rows.lane_low + r * lanes);
  }
  for (std::size_t r = layout.rows; r % lanes != 0; ++r) {
    rows.shift[r] = 0;
    for (std::size_t lane = 0; lane < lanes; ++lane)
      rows.lane_high[r * lanes + lane] = rows.lane_low[r * lanes + lane] = 0;
  }
  const auto finish = [&](std::size_t r, Pair factor) HWY_ATTR {
    if constexpr (kShifted && F == Function::kLogSumExp) {
      const Pair sum = TwoSum(hn::LoadU(d, rows.shift + r), factor.hi);
      factor = {sum.hi, hn::Add(sum.lo, factor.lo)};
    }
    if constexpr (F == Function::kLogSumExp) {
      Keep(d, RoundSettled(d, factor, LogSlack(d, factor.hi), rows.high + r), r, done);
      return;
    }
    const Enclosed enclosed = Enclose(d, factor, bound::pair::kSoftmax);
    hn::Store(factor.hi, d, rows.high + r);
    hn::Store(kSoftmax ? enclosed.below : factor.lo, d, rows.low + r);
    if constexpr (kSoftmax) hn::Store(enclosed.above, d, rows.above + r);
  };
  const auto total_of = [&](std::size_t r) HWY_ATTR {
    return TotalsOfRows(d, rows.lane_high, rows.lane_low, r, done);
  };
  std::size_t first = 0;
  if constexpr (!kSoftmax)
    for (; first + lanes < layout.rows; first += 2 * lanes) {
      const TwoPairs logs = LogsOf(d, {total_of(first), total_of(first + lanes)});
      finish(first, logs.first);
      finish(first + lanes, logs.second);
    }
  for (; first < layout.rows; first += lanes) {
    const Pair total = total_of(first);
    finish(first, kSoftmax ? InverseOf(d, total) : LogOf(d, total));
  }
  const WholeRows<double> to = PlacesOf(x, y, layout, rows.out);
  for (std::size_t r = 0; r < layout.rows; ++r) {
    if (((done >> r) & 1) == 0) continue;
    if constexpr (F == Function::kLogSumExp)
      y[static_cast<std::ptrdiff_t>(r) * layout.y_row] = rows.high[r];
    else if (!RoundRow<F, kShifted>(r, room, to.row(r), rows))
      done &= ~(std::uint64_t{1} << r);
  }
  if (F != Function::kLogSumExp && to.first != y) CopyRowsOut(rows.out, layout, done, y);
  return done;
}

/// Rows of which the largest entry is beyond ±kPairMost, or far below 0, are left over without a
/// shift and taken again with one, in stretches. In place, no row that is left over was written.
template <Function F>
HWY_INLINE std::uint64_t PairRowsOf(const double* x, double* y, const RowLayout& layout) {
  PairRows rows;
  if (std::fabs(x[0]) > kPairMost && x[0] - x[0] == 0)
    return DirectPairRowsOf<F, true>(x, y, layout, rows);
  std::uint64_t done = DirectPairRowsOf<F, false>(x, y, layout, rows);
  const std::size_t room = padded(layout.cols);
  const double none = -std::numeric_limits<double>::infinity();
  std::uint64_t left = 0;
  for (std::size_t r = 0; r < layout.rows; ++r) {
    if (((done >> r) & 1) != 0) continue;
    const double max = MaxF64(rows.row[r], room, none);
    left |= std::uint64_t{max > kPairMost || max < kPairLow} << r;
  }
  return done | TakeRuns(x, y, layout, left,
                         [&](const double* from, double* to, const RowLayout& some, std::size_t)
                             HWY_ATTR { return DirectPairRowsOf<F, true>(from, to, some, rows); });
}

#define SOFTMAX_FOR_FUNCTION(F)                                                      \
  HWY_ATTR std::uint64_t F##F64(const double* x, double* y, const RowLayout& layout, \
                                const RowCalls<double>&) {                           \
    return PairRowsOf<Function::k##F>(x, y, layout);                                 \
  }
SOFTMAX_FOR_FUNCTION(Softmax)
SOFTMAX_FOR_FUNCTION(LogSoftmax)
SOFTMAX_FOR_FUNCTION(LogSumExp)
#undef SOFTMAX_FOR_FUNCTION

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
