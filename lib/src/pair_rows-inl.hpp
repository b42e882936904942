// Short rows of double, several at once: the steps of pair_phase.hpp, with one vector of inverses
// for several rows (Theorem 12). Compiled once for each target of Highway.
#if defined(SOFTMAX_PAIR_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_PAIR_ROWS_INL
#undef SOFTMAX_PAIR_ROWS_INL
#else
#define SOFTMAX_PAIR_ROWS_INL
#endif

#include "exp_log-inl.hpp"
#include "log1p_dd.hpp"
#include "pair_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Rows that fit the buffers together.
struct PairRows {
  alignas(64) double entries[kRowBlock];
  alignas(64) double kept[2 * kRowBlock];
  alignas(64) double out[kPairGroup];
  alignas(64) double high[kMostRows];  ///< S − 1, then what the outputs need
  alignas(64) double low[kMostRows];
  double error[kMostRows];  ///< of ln S; 0 where it is not known
  double max[kMostRows];
  const double* row[kMostRows];
  std::uint16_t open[kPairGroup];
};

HWY_INLINE const double* PaddedEntries(Row<const double> x, double* copy) {
  if (x.stride == 1 && x.n % kPad == 0) return x.data;
  for (std::size_t i = 0; i < x.n; ++i) copy[i] = x[i];
  for (std::size_t i = x.n; i % kPad != 0; ++i) copy[i] = -std::numeric_limits<double>::infinity();
  return copy;
}

/// high + low = S − 1 but for the count of the largest, which is added to it.
HWY_INLINE void SumOfRow(const double* x, std::size_t room, std::size_t r, bool keep,
                         PairRows& rows) {
  LaneSums sums;
  PairSumOf(x, room, rows.max[r], sums, keep ? rows.kept + 2 * r * room : nullptr);
  double largest = sums.largest[0];
  DoubleDouble block = {sums.high[0], sums.low[0]};
  for (std::size_t lane = 1; lane < hn::Lanes(D()); ++lane) {
    largest += sums.largest[lane];
    const DoubleDouble high = two_sum(block.hi, sums.high[lane]);
    block = {high.hi, block.lo + (high.lo + sums.low[lane])};
  }
  const DoubleDouble joined = two_sum(largest - 1, block.hi);
  const DoubleDouble rest = fast_two_sum(joined.hi, joined.lo + block.lo);
  rows.high[r] = rest.hi;
  rows.low[r] = rest.lo;
}

/// 1/(1 + rest) as `add` and `divide` of double_double.hpp give it, for lanes of rows.
HWY_INLINE Pair InverseOfSum(D d, Pair rest) {
  const V one = hn::Set(d, 1.0);
  const Pair s = TwoSum(one, rest.hi);
  const Pair sum = FastTwoSum(s.hi, hn::Add(s.lo, rest.lo));
  const V quotient = hn::Div(one, sum.hi);
  const Pair p = TwoProduct(sum.hi, quotient);
  const Pair first = FastTwoSum(p.hi, hn::Mul(sum.lo, quotient));
  const Pair product = FastTwoSum(first.hi, hn::Add(first.lo, p.lo));
  const V left = hn::Sub(hn::Sub(one, product.hi), product.lo);
  return FastTwoSum(quotient, hn::Div(left, sum.hi));
}

/// ln(1 + rest) as pair_log1p gives it where rest ≥ kPairLogFrom, for lanes of rows.
HWY_INLINE Pair LogOfSums(D d, Pair rest, hn::Mask<D>& known) {
  const V one = hn::Set(d, 1.0);
  const V least = hn::Set(d, kPairLogFrom);
  const Pair one_more = TwoSum(one, rest.hi);
  const Pair s = FastTwoSum(one_more.hi, hn::Add(one_more.lo, rest.lo));
  const V y = Log1p(d, hn::Max(rest.hi, least));
  // w = s exp(−y) − 1: the leading parts cancel exactly.
  const Pair e = ExpPair(d, {y, hn::Zero(d)});
  const Pair p = TwoProduct(s.hi, e.hi);
  const V low = hn::Add(p.lo, hn::MulAdd(s.hi, e.lo, hn::Mul(s.lo, e.hi)));
  const Pair w = TwoSum(hn::Sub(p.hi, one), low);
  known = hn::And(hn::Ge(rest.hi, least), hn::Lt(hn::Abs(w.hi), hn::Set(d, 0x1p-40)));
  const V square = hn::Mul(hn::Mul(hn::Set(d, 0.5), w.hi), w.hi);
  return FastTwoSum(y, hn::Add(w.hi, hn::Sub(w.lo, square)));
}

/// ln S of every row from S − 1, one by one where S − 1 is small.
HWY_INLINE void LogsOfRows(std::size_t count, PairRows& rows) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  for (std::size_t r = count; r % lanes != 0; ++r) rows.high[r] = 1, rows.low[r] = 0;
  for (std::size_t first = 0; first < count; first += lanes) {
    const Pair rest = {hn::Load(d, rows.high + first), hn::Load(d, rows.low + first)};
    hn::Mask<D> known;
    const Pair log = LogOfSums(d, rest, known);
    const V error =
        hn::MulAdd(log.hi, hn::Set(d, bound::pair::kLogSum), hn::Set(d, bound::pair::kLogAbsolute));
    hn::Store(hn::IfThenElse(known, log.hi, rest.hi), d, rows.high + first);
    hn::Store(hn::IfThenElse(known, log.lo, rest.lo), d, rows.low + first);
    hn::StoreU(hn::IfThenElseZero(known, error), d, rows.error + first);
    if (HWY_LIKELY(hn::AllTrue(d, known))) continue;
    for (std::size_t r = first; r < std::min(count, first + lanes); ++r) {
      if (rows.error[r] != 0 || !(rows.high[r] >= 0x1p-700)) continue;
      const bool small = rows.high[r] < kPairLogFrom;
      bool settled = false;
      const DoubleDouble one = pair_log1p({rows.high[r], rows.low[r]}, settled);
      if (!settled) continue;
      rows.high[r] = one.hi;
      rows.low[r] = one.lo;
      rows.error[r] = one.hi * bound::pair::kLogSum + (small ? 0 : bound::pair::kLogAbsolute);
    }
  }
}

/// The outputs of row r, from ln S or (softmax) the inverse of S; false where that is not known.
template <Function F>
HWY_INLINE bool RoundRow(std::size_t r, std::size_t n, std::size_t room, bool direct, Row<double> y,
                         const RowCalls<double>& calls, PairRows& rows) {
  const double max = rows.max[r];
  const DoubleDouble known = {rows.high[r], rows.low[r]};
  double* const to = direct ? y.data : rows.out;
  std::size_t left = 0;
  if constexpr (F == Function::kSoftmax) {
    left = PairSoftmax(rows.row[r], to, room, max, known, bound::pair::kSoftmax,
                       rows.kept + 2 * r * room, rows.open);
  } else {
    const double error = rows.error[r];
    if (error == 0) return false;
    if constexpr (F == Function::kLogSumExp) {
      const DoubleDouble sum = two_sum(max, known.hi);
      if (!round_pair(sum.hi, sum.lo + known.lo, error + std::fabs(sum.hi) * 0x1p-102, y[0]))
        y[0] = calls.logsumexp(calls.context, r, max);
      return true;
    }
    left = PairLogSoftmax(rows.row[r], to, room, max, known, error, rows.open);
  }
  for (std::size_t i = 0; i < left; ++i)
    to[rows.open[i]] = calls.output(calls.context, r, max, rows.row[r][rows.open[i]]);
  if (!direct)
    for (std::size_t i = 0; i < n; ++i) y[i] = to[i];
  return true;
}

template <Function F>
HWY_INLINE std::uint64_t PairRowsOf(const double* x, double* y, const RowLayout& layout,
                                    const RowCalls<double>& calls) {
  const D d;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  PairRows rows;
  const std::size_t n = layout.cols;
  const std::size_t room = (n + kPad - 1) / kPad * kPad;
  std::uint64_t done = 0;
  for (std::size_t r = 0; r < layout.rows; ++r) {
    const auto at = static_cast<std::ptrdiff_t>(r);
    rows.row[r] = PaddedEntries({x + at * layout.x_row, n, layout.x_col}, rows.entries + r * room);
    const double max = MaxF64(rows.row[r], room, -std::numeric_limits<double>::infinity());
    const bool usable = max - max == 0;
    done |= std::uint64_t{usable} << r;
    rows.max[r] = usable ? max : 0;
    SumOfRow(rows.row[r], room, r, kSoftmax, rows);
  }
  if constexpr (kSoftmax) {
    for (std::size_t r = layout.rows; r % hn::Lanes(d) != 0; ++r) rows.high[r] = rows.low[r] = 0;
    for (std::size_t r = 0; r < layout.rows; r += hn::Lanes(d)) {
      const Pair inverse = InverseOfSum(d, {hn::Load(d, rows.high + r), hn::Load(d, rows.low + r)});
      hn::Store(inverse.hi, d, rows.high + r);
      hn::Store(inverse.lo, d, rows.low + r);
    }
  } else {
    LogsOfRows(layout.rows, rows);
  }
  const bool direct = x != y && layout.y_col == 1 && n == room;
  for (std::size_t r = 0; r < layout.rows; ++r) {
    if (((done >> r) & 1) == 0) continue;
    const Row<double> to = {y + static_cast<std::ptrdiff_t>(r) * layout.y_row, n, layout.y_col};
    if (!RoundRow<F>(r, n, room, direct, to, calls, rows)) done &= ~(std::uint64_t{1} << r);
  }
  return done;
}

#define SOFTMAX_FOR_FUNCTION(F)                                                      \
  HWY_ATTR std::uint64_t F##F64(const double* x, double* y, const RowLayout& layout, \
                                const RowCalls<double>& calls) {                     \
    return PairRowsOf<Function::k##F>(x, y, layout, calls);                          \
  }
SOFTMAX_FOR_FUNCTION(Softmax)
SOFTMAX_FOR_FUNCTION(LogSoftmax)
SOFTMAX_FOR_FUNCTION(LogSumExp)
#undef SOFTMAX_FOR_FUNCTION

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
