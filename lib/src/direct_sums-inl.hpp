// Σ exp of rows that fit the buffers together, without their maximum, and what their outputs need
// of it (Theorem 17). Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_SUMS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_SUMS_INL
#undef SOFTMAX_DIRECT_SUMS_INL
#else
#define SOFTMAX_DIRECT_SUMS_INL
#endif

#include "direct_table-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

inline constexpr bool kFused = HWY_NATIVE_FMA != 0;
/// The same of x/ln 2 in exp: with kTakesAll it is rounded.
template <Exp kExp>
inline constexpr bool kFusedExp = kFused && !kTakesAll<kExp>;

/// 0 for NaN.
HWY_INLINE bool IsDirect(double max) { return max >= -kDirectMost && max <= kDirectMost; }
/// The same for a row with this sum, which is NaN where an entry is.
HWY_INLINE bool IsDirect(double max, double sum) { return IsDirect(max) && sum > 0; }

/// At least the largest entries of rows of which no Σ exp(x) is above `greatest`: exp of one is at
/// most the sum.
HWY_INLINE double MostBySum(double greatest) { return 0.6932 * (std::ilogb(greatest) + 1.0); }
/// At least what they lie below 0, in rows of n of which no Σ exp(x) is below `least`: they are
/// ln(Σ exp(x)/n) at least. Not less than that at ln 2 since a negative one has Σ exp(x) ≤ n.
HWY_INLINE double MostBelow(double least, std::size_t n) {
  return bound::gaps(n) - 0.6932 * std::ilogb(least);
}

/// For lanes of rows, from Σ exp(x): its inverse, or its logarithm.
template <Function F>
HWY_INLINE V FactorOfDirect(D d, V sum) {
  if constexpr (F == Function::kSoftmax)
    return hn::Div(hn::Set(d, 1.0), sum);
  else
    return Log(d, sum);
}

/// What an output's test takes, for rows whose largest entries are at most `most` in magnitude, and
/// for log_softmax outputs of `least` at least in magnitude.
template <Function F, Exp kExp>
HWY_INLINE std::uint32_t DirectUnits(std::size_t n, double most, double least) {
  constexpr double kError = bound::kExpOf<kExp>;
  if constexpr (F == Function::kSoftmax) {
    return static_cast<std::uint32_t>(bound::direct_softmax(kError, n, most, kFusedExp<kExp>));
  } else {
    const double sum =
        bound::direct_logsumexp(kError, n, most, most + bound::gaps(n), kFusedExp<kExp>);
    return static_cast<std::uint32_t>(bound::log_softmax(sum / least));
  }
}

/// Rows that fit the buffers together, pass by pass over all of them: the chains of short rows
/// overlap, and one vector of inverses or logarithms serves several rows.
template <class T>
struct DirectRows {
  alignas(64) double lanes[kMostRows * kMaxLanes];  ///< Σ exp(x) of each, lane by lane
  const T* entries[kMostRows];
  double factor[kMostRows];  ///< Σ exp(x), then what FactorOfDirect gives
  double most = 0;           ///< the greatest |max|
  std::uint64_t usable = 0;  ///< a bit a row
  std::size_t first = 0;     ///< of the caller's rows, the one that is the first here
};

/// Whether entries of a row are kept as floats where exp is not taken from the table.
template <Function F, class T>
inline constexpr bool kKeepsFloats = F == Function::kLogSoftmax && !std::same_as<T, float>;

/// What the outputs need of a row at `at`: its exponentials, or its entries as floats.
template <Function F, class T>
HWY_INLINE auto KeepOf(RowBuffers<T>& buffers, std::size_t at) {
  if constexpr (F == Function::kSoftmax)
    return KeepAll{buffers.kept + at};
  else if constexpr (kKeepsFloats<F, T>)
    return KeepFloats{buffers.floats + at};
  else
    return KeepNone{};
}

/// Lane r of the answer: the lanes of the r-th of Lanes(d) vectors, which stand side by side,
/// added.
HWY_INLINE V SumsOfVectors(D d, const double* from) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Load(d, from);
#else
  const std::size_t lanes = hn::Lanes(d);
  const auto two = [&](std::size_t i) HWY_ATTR {
    const V a = hn::Load(d, from + i * lanes);
    const V b = hn::Load(d, from + (i + 1) * lanes);
    return hn::Add(hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b));
  };
  const auto four = [&](std::size_t i) HWY_ATTR {
    const V a = two(i);
    const V b = two(i + 2);
    return hn::Add(hn::ConcatLowerLower(d, b, a), hn::ConcatUpperUpper(d, b, a));
  };
#if SOFTMAX_SIXTEENTHS
  const V a = four(0);
  const V b = four(4);
  const V even{_mm512_shuffle_f64x2(a.raw, b.raw, _MM_SHUFFLE(2, 0, 2, 0))};
  const V odd{_mm512_shuffle_f64x2(a.raw, b.raw, _MM_SHUFFLE(3, 1, 3, 1))};
  return hn::Add(even, odd);
#else
  return hn::MaxLanes(d) == 4 ? four(0) : two(0);
#endif
#endif
}

/// The sums. The largest entries are only needed to know that all lie within ±kDirectMost, for
/// which Σ exp(x) ≥ kDirectSum is enough from below. A row with NaN has a sum that is NaN. exp from
/// the table where kTable.
template <Function F, bool kTable, class T>
HWY_NOINLINE HWY_ATTR void SumDirect(const T* x, const RowLayout& layout, const double* table,
                                     RowBuffers<T>& buffers, DirectRows<T>& rows) {
  const D d;
  constexpr Exp kExp = kExpOfRows<T>;
  constexpr bool kRaise = !kTakesAll<kExp>;
  constexpr bool kLargest = !kTable && kRaise;
  const std::size_t n = layout.cols;
  const std::size_t room = padded(n);
  const std::size_t lanes = hn::Lanes(d);
  const bool is_short = room <= kChunk * lanes;
  const WholeRows<const T> whole = WholeRowsOf(x, layout, infinity<T>(true), buffers.entries);
  Largest all = NoneYet();
  for (std::size_t r = 0; r < layout.rows; ++r) {
    const T* const entries = whole.row(r);
    rows.entries[r] = entries;
    Direct sums = NoDirect();
    sums.largest = all;
    const auto keep = KeepOf<F>(buffers, r * room);
    if constexpr (kTable) {
      if (is_short)
        sums.high = SumOfTable(table, entries, room, keep);
      else
        AddOfTable(table, entries, room, sums, keep);
    } else {
      if (room == kPad)  // one step: the constants stay where they are from row to row
        sums.high = SumOfChunk<kExp, kRaise, kLargest>(entries, kPad, sums.largest, keep);
      else if (is_short)
        sums.high = SumOfChunk<kExp, kRaise, kLargest>(entries, room, sums.largest, keep);
      else
        AddDirect<kExp, kRaise, kLargest>(entries, room, sums, keep);
    }
    // What fills the row up has outputs too, which would be subnormal.
    if constexpr (F == Function::kSoftmax) std::fill(keep.to + n, keep.to + room, keep.to[0]);
    all = sums.largest;
    hn::Store(hn::Add(sums.high, sums.low), d, rows.lanes + r * lanes);
  }
  for (std::size_t r = layout.rows; r % lanes != 0; ++r)
    hn::Store(hn::Load(d, rows.lanes), d, rows.lanes + r * lanes);
  V least_of = hn::Set(d, std::numeric_limits<double>::infinity());
  V most_of = hn::Zero(d);
  auto direct_of = hn::Ge(least_of, hn::Set(d, kDirectSum));
  for (std::size_t r = 0; r < layout.rows; r += lanes) {
    const V sum = SumsOfVectors(d, rows.lanes + r * lanes);
    hn::StoreU(sum, d, rows.factor + r);
    direct_of = hn::And(direct_of, hn::Ge(sum, hn::Set(d, kDirectSum)));  // false for NaN
    least_of = hn::Min(least_of, sum);
    most_of = hn::Max(most_of, sum);
  }
  bool direct = hn::AllTrue(d, direct_of);
  const double least = hn::GetLane(hn::MinOfLanes(d, least_of));
  if constexpr (kTable)
    rows.most = kDirectMost;
  else if constexpr (kLargest)
    rows.most = static_cast<double>(hn::GetLane(hn::MaxOfLanes(DF(), all.value)));
  else
    rows.most = MostBySum(hn::GetLane(hn::MaxOfLanes(d, most_of)));
  direct &= IsDirect(rows.most);
  if (direct) rows.most = std::max(rows.most, MostBelow(least, n));
  rows.usable = ~std::uint64_t{0} >> (64 - layout.rows);
  if (HWY_LIKELY(direct)) return;
  rows.most = kDirectMost;
  for (std::size_t r = 0; r < layout.rows; ++r) {
    if (IsDirect(LargestOfRow(rows.entries[r], room))) continue;
    rows.usable &= ~(std::uint64_t{1} << r);
    rows.factor[r] = 1;
  }
}

template <Function F, class T>
HWY_INLINE void FinishDirect(std::size_t count, DirectRows<T>& rows) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  for (std::size_t r = count; r % lanes != 0; ++r) rows.factor[r] = 1;
  for (std::size_t r = 0; r < count; r += lanes) {
    const V factor = FactorOfDirect<F>(d, hn::LoadU(d, rows.factor + r));
    hn::StoreU(factor, d, rows.factor + r);
  }
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
