// Rows of double that fit the buffers, several at once, without their maximum (Theorem 18).
// Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_PAIR_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_PAIR_ROWS_INL
#undef SOFTMAX_DIRECT_PAIR_ROWS_INL
#else
#define SOFTMAX_DIRECT_PAIR_ROWS_INL
#endif

#include "direct_pairs-inl.hpp"
#include "exp_log-inl.hpp"

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
  alignas(64) double high[kMostRows];  ///< what the outputs need
  alignas(64) double low[kMostRows];
  const double* row[kMostRows];
  std::uint16_t open[kRowBlock];
};

HWY_INLINE const double* PaddedEntries(Row<const double> x, double* copy) {
  if (x.stride == 1 && x.n % kPad == 0) return x.data;
  for (std::size_t i = 0; i < x.n; ++i) copy[i] = x[i];
  for (std::size_t i = x.n; i % kPad != 0; ++i) copy[i] = kPairFill;
  return copy;
}

/// The sums of Lanes(d) numbers each that stand one after the other from `at` on.
HWY_INLINE void SumsOfLanes(D d, const double* high_at, const double* low_at, Pair& sum) {
  const auto join = [&](V high, V low) HWY_ATTR {
    const Pair joined = TwoSum(sum.hi, high);
    sum = {joined.hi, hn::Add(sum.lo, hn::Add(joined.lo, low))};
  };
#if HWY_TARGET == HWY_AVX2
  V high[4];
  V low[4];
  hn::LoadInterleaved4(d, high_at, high[0], high[1], high[2], high[3]);
  hn::LoadInterleaved4(d, low_at, low[0], low[1], low[2], low[3]);
  for (int lane = 0; lane < 4; ++lane) join(high[lane], low[lane]);
#else
  const std::size_t lanes = hn::Lanes(d);
  const hn::RebindToSigned<D> i;
  const auto rows = hn::Mul(hn::Iota(i, 0), hn::Set(i, static_cast<std::int64_t>(lanes)));
  for (std::size_t lane = 0; lane < lanes; ++lane)
    join(hn::GatherIndex(d, high_at + lane, rows), hn::GatherIndex(d, low_at + lane, rows));
#endif
}

/// Σ exp(x) of Lanes(d) rows from `first` on; 1 where that is below kPairLeast, and the row's bit
/// is cleared.
HWY_INLINE Pair TotalsOfRows(D d, std::size_t first, PairRows& rows, std::uint64_t& usable) {
  const std::size_t lanes = hn::Lanes(d);
  Pair sum = {hn::Zero(d), hn::Zero(d)};
  SumsOfLanes(d, rows.lane_high + first * lanes, rows.lane_low + first * lanes, sum);
  const Pair total = FastTwoSum(sum.hi, sum.lo);
  const auto large = hn::Ge(total.hi, hn::Set(d, kPairLeast));  // false for NaN
  std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, large, bits);
  usable &= ~(static_cast<std::uint64_t>(~bits[0] & ((1U << lanes) - 1)) << first);
  return {hn::IfThenElse(large, total.hi, hn::Set(d, 1.0)), hn::IfThenElseZero(large, total.lo)};
}

/// 1/s as `divide` of double_double.hpp gives it.
HWY_INLINE Pair InverseOf(D d, Pair s) {
  const V one = hn::Set(d, 1.0);
  const V quotient = hn::Div(one, s.hi);
  const Pair p = TwoProduct(s.hi, quotient);
  const Pair first = FastTwoSum(p.hi, hn::Mul(s.lo, quotient));
  const Pair product = FastTwoSum(first.hi, hn::Add(first.lo, p.lo));
  const V left = hn::Sub(hn::Sub(one, product.hi), product.lo);
  return FastTwoSum(quotient, hn::Div(left, s.hi));
}

/// ln s for kPairLeast ≤ s < 2^400, within bound::pair::kLogAbsolute: y + w − w²/2, y being near
/// it and w = s exp(−y) − 1.
HWY_INLINE Pair LogOf(D d, Pair s) {
  // Log1p is for numbers above 0; 300 ln 2 less, what it gives is within 2^-40.
  const V scaled = Log1p(d, hn::Mul(s.hi, hn::Set(d, 0x1p300)));
  const V y = hn::Sub(hn::Sub(scaled, hn::Set(d, 300 * kLn2High)), hn::Set(d, 300 * kLn2Low));
  // The leading parts cancel exactly.
  const Pair e = ExpPair(d, {hn::Neg(y), hn::Zero(d)});
  const Pair p = TwoProduct(s.hi, e.hi);
  const V low = hn::Add(p.lo, hn::MulAdd(s.hi, e.lo, hn::Mul(s.lo, e.hi)));
  const Pair w = TwoSum(hn::Sub(p.hi, hn::Set(d, 1.0)), low);
  const V square = hn::Mul(hn::Mul(hn::Set(d, 0.5), w.hi), w.hi);
  return TwoSum(y, hn::Add(w.hi, hn::Sub(w.lo, square)));
}

/// The quotients of a row from its pairs. False where one is open.
HWY_INLINE bool QuotientsOf(const double* x, const double* kept, double* y, std::size_t room,
                            Pair inverse) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  const auto quotient = [&](std::size_t i) HWY_ATTR {
    const Pair e = {hn::LoadU(d, kept + 2 * i), hn::LoadU(d, kept + 2 * i + lanes)};
    const auto near = hn::Gt(e.hi, hn::Set(d, kPairTiny));
    return hn::And(near, QuotientOf(d, e, inverse, bound::pair::kSoftmax, y + i));
  };
  auto settled = hn::Eq(inverse.hi, inverse.hi);
  for (std::size_t i = 0; i < room; i += 2 * lanes)
    settled = hn::And(settled, hn::And(quotient(i), quotient(i + lanes)));
  if (HWY_LIKELY(hn::AllTrue(d, settled))) return true;
  // Masks and other entries that are so far below the largest that they round to 0.
  settled = hn::Eq(inverse.hi, inverse.hi);
  for (std::size_t i = 0; i < room; i += lanes) {
    const auto far = hn::Lt(hn::LoadU(d, x + i), hn::Set(d, kPairFar));
    settled = hn::And(settled, hn::Or(quotient(i), far));
    hn::StoreU(hn::IfThenZeroElse(far, hn::LoadU(d, y + i)), d, y + i);
  }
  return hn::AllTrue(d, settled);
}

/// Bit i of the answer: row i is written.
template <Function F>
HWY_NOINLINE HWY_ATTR std::uint64_t DirectPairRowsOf(const double* x, double* y,
                                                     const RowLayout& layout, PairRows& rows) {
  const D d;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  const std::size_t n = layout.cols;
  const std::size_t room = (n + kPad - 1) / kPad * kPad;
  const std::size_t lanes = hn::Lanes(d);
  std::uint64_t done = 0;
  for (std::size_t r = 0; r < layout.rows; ++r) {
    const auto at = static_cast<std::ptrdiff_t>(r);
    rows.row[r] = PaddedEntries({x + at * layout.x_row, n, layout.x_col}, rows.entries + r * room);
    auto usable = hn::Eq(hn::Zero(d), hn::Zero(d));
    const Pair sum = SumOfPairs<kSoftmax>(rows.row[r], room, usable, rows.kept + 2 * r * room);
    done |= std::uint64_t{hn::AllTrue(d, usable)} << r;
    hn::StoreU(sum.hi, d, rows.lane_high + r * lanes);
    hn::StoreU(sum.lo, d, rows.lane_low + r * lanes);
  }
  for (std::size_t r = layout.rows; r % lanes != 0; ++r)
    for (std::size_t lane = 0; lane < lanes; ++lane)
      rows.lane_high[r * lanes + lane] = rows.lane_low[r * lanes + lane] = 0;
  for (std::size_t r = 0; r < layout.rows; r += lanes) {
    const Pair total = TotalsOfRows(d, r, rows, done);
    const Pair factor = kSoftmax ? InverseOf(d, total) : LogOf(d, total);
    hn::Store(factor.hi, d, rows.high + r);
    hn::Store(factor.lo, d, rows.low + r);
  }
  const bool direct = x != y && layout.y_col == 1 && n == room;
  for (std::size_t r = 0; r < layout.rows; ++r) {
    if (((done >> r) & 1) == 0) continue;
    const Row<double> to = {y + static_cast<std::ptrdiff_t>(r) * layout.y_row, n, layout.y_col};
    double* const out = direct ? to.data : rows.out;
    const DoubleDouble known = {rows.high[r], rows.low[r]};
    bool settled = false;
    if constexpr (F == Function::kLogSumExp) {
      const double error = bound::pair::kDirectLog + std::fabs(known.hi) * 0x1p-102;
      settled = round_pair(known.hi, known.lo, error, to[0]);
    } else {
      if constexpr (kSoftmax)
        settled = QuotientsOf(rows.row[r], rows.kept + 2 * r * room, out, room,
                              {hn::Set(d, known.hi), hn::Set(d, known.lo)});
      else
        settled = DirectLogSoftmax(rows.row[r], out, room, known, bound::pair::kDirectLog,
                                   rows.open) == 0;
      if (settled && !direct)
        for (std::size_t i = 0; i < n; ++i) to[i] = out[i];
    }
    if (!settled) done &= ~(std::uint64_t{1} << r);
  }
  return done;
}

#define SOFTMAX_FOR_FUNCTION(F)                                                      \
  HWY_ATTR std::uint64_t F##F64(const double* x, double* y, const RowLayout& layout, \
                                const RowCalls<double>&) {                           \
    PairRows rows;                                                                   \
    return DirectPairRowsOf<Function::k##F>(x, y, layout, rows);                     \
  }
SOFTMAX_FOR_FUNCTION(Softmax)
SOFTMAX_FOR_FUNCTION(LogSoftmax)
SOFTMAX_FOR_FUNCTION(LogSumExp)
#undef SOFTMAX_FOR_FUNCTION

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
