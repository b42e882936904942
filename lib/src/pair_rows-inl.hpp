// Short rows of double, several at once: the steps of pair_phase.hpp, with one vector of inverses
// for several rows (Theorem 12). Compiled once for each target of Highway.
#if defined(SOFTMAX_PAIR_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_PAIR_ROWS_INL
#undef SOFTMAX_PAIR_ROWS_INL
#else
#define SOFTMAX_PAIR_ROWS_INL
#endif

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

/// ln S and its error from S − 1; false where it is not known.
HWY_INLINE bool LogOfSum(DoubleDouble rest, DoubleDouble& log, double& error) {
  if (!(rest.hi >= 0x1p-700)) return false;
  bool known = false;
  log = pair_log1p(rest, known);
  error = log.hi * bound::pair::kLogSum + (rest.hi < kPairLogFrom ? 0 : bound::pair::kLogAbsolute);
  return known;
}

/// The outputs of row r, from its S − 1 or (softmax) the inverse of S; false where it has none.
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
    DoubleDouble log;
    double error = 0;
    if (!LogOfSum(known, log, error)) return false;
    if constexpr (F == Function::kLogSumExp) {
      const DoubleDouble sum = two_sum(max, log.hi);
      if (!round_pair(sum.hi, sum.lo + log.lo, error + std::fabs(sum.hi) * 0x1p-102, y[0]))
        y[0] = calls.logsumexp(calls.context, r, max);
      return true;
    }
    left = PairLogSoftmax(rows.row[r], to, room, max, log, error, rows.open);
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
