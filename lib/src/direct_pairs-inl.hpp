// exp of the entries of a double row as they are, without its maximum, where all lie below
// kPairMost (Theorem 18). Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_PAIRS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_PAIRS_INL
#undef SOFTMAX_DIRECT_PAIRS_INL
#else
#define SOFTMAX_DIRECT_PAIRS_INL
#endif

#include "wide_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Entries below −kPairMost are taken as that; `usable` turns false for those above kPairMost and
/// for NaN.
template <class T>
HWY_INLINE Pair DirectEntry(D d, const T* x, hn::Mask<D>& usable) {
  const V entry = LoadEntries(d, x);
  usable = hn::And(usable, hn::Le(entry, hn::Set(d, kPairMost)));
  return {hn::Max(entry, hn::Set(d, -kPairMost)), hn::Zero(d)};
}

/// Σ exp(x) lane by lane, count a multiple of kPad; the pairs are kept where kKeep.
template <bool kKeep>
HWY_INLINE Pair SumOfPairs(const double* x, std::size_t count, hn::Mask<D>& usable, double* kept) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  Pair total = {hn::Zero(d), hn::Zero(d)};
  for (std::size_t i = 0; i < count; i += 2 * lanes) {
    const Pair a = ExpPair(d, DirectEntry(d, x + i, usable));
    const Pair b = ExpPair(d, DirectEntry(d, x + i + lanes, usable));
    if constexpr (kKeep) {
      hn::StoreU(a.hi, d, kept + 2 * i);
      hn::StoreU(a.lo, d, kept + 2 * i + lanes);
      hn::StoreU(b.hi, d, kept + 2 * (i + lanes));
      hn::StoreU(b.lo, d, kept + 2 * (i + lanes) + lanes);
    }
    const Pair two = TwoSum(a.hi, b.hi);
    const Pair sum = TwoSum(total.hi, two.hi);
    const V low = hn::Add(hn::Add(a.lo, b.lo), hn::Add(two.lo, sum.lo));
    total = {sum.hi, hn::Add(total.lo, low)};
  }
  return total;
}

/// h (1 + t) of exp(x), t = exp(r) − 1 in one double.
struct Coarse {
  V h;
  V t;
};
HWY_INLINE Coarse ExpCoarse(D d, Pair x) {
  const Reduced e = ReduceExp(d, x);
  return {e.h, hn::Add(e.r, LowOf(d, e))};
}

/// A long row's Σ exp(x) on its way, lane by lane, and its largest entry.
struct LongSum {
  Pair total;
  V max;
  hn::Mask<D> usable;
};
HWY_INLINE LongSum NoLongSum(D d, double largest) {
  const V max = hn::Set(d, largest);
  return {{hn::Zero(d), hn::Zero(d)}, max, hn::Eq(max, max)};
}
template <bool kWide, bool kKeep, class T>
HWY_INLINE Pair TermOf(D d, const T* x, std::size_t i, LongSum& sum, KeptPairs kept) {
  const Pair entry = DirectEntry(d, x + i, sum.usable);
  sum.max = hn::Max(sum.max, entry.hi);
  if constexpr (kWide) {
    Pair e = ExpWide(d, entry);
    if constexpr (kKeep) {
      e = FastTwoSum(e.hi, e.lo);
      hn::StoreU(e.hi, d, kept.high + i);
      hn::StoreU(hn::DemoteTo(D32(), e.lo), D32(), kept.low + i);
    }
    return e;
  } else {
    const Coarse e = ExpCoarse(d, entry);
    return Pair{e.h, hn::Mul(e.h, e.t)};
  }
}
/// Adds the terms of ExpWide, or of ExpCoarse where !kWide, in blocks of 16 in each lane; they are
/// kept where kKeep.
template <bool kWide, bool kKeep, class T>
HWY_INLINE void AddTermsOf(const T* x, std::size_t count, LongSum& sum, KeptPairs kept) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t chunk = 16 * lanes;
  for (std::size_t begin = 0; begin < count; begin += chunk) {
    const std::size_t end = begin + chunk < count ? begin + chunk : count;
    Pair block = {hn::Zero(d), hn::Zero(d)};
    for (std::size_t i = begin; i < end; i += 2 * lanes) {
      const Pair a = TermOf<kWide, kKeep>(d, x, i, sum, kept);
      const Pair b = TermOf<kWide, kKeep>(d, x, i + lanes, sum, kept);
      const Pair two = TwoSum(a.hi, b.hi);
      const Pair more = TwoSum(block.hi, two.hi);
      const V low = hn::Add(hn::Add(a.lo, b.lo), hn::Add(two.lo, more.lo));
      block = {more.hi, hn::Add(block.lo, low)};
    }
    sum.total = AddPairs(sum.total, FastTwoSum(block.hi, block.lo));
  }
}
/// The largest entry; NaN where the row is not usable.
HWY_INLINE double LargestOf(D d, const LongSum& sum) {
  return hn::AllTrue(d, sum.usable) ? hn::GetLane(hn::MaxOfLanes(d, sum.max))
                                    : std::numeric_limits<double>::quiet_NaN();
}

HWY_ATTR double DirectWideSum(const double* x, std::size_t count, double largest, LaneSums& sums,
                              KeptPairs kept) {
  const D d;
  LongSum sum = NoLongSum(d, largest);
  if (kept.high != nullptr)
    AddTermsOf<true, true>(x, count, sum, kept);
  else
    AddTermsOf<true, false>(x, count, sum, kept);
  hn::StoreU(sum.total.hi, d, sums.high);
  hn::StoreU(sum.total.lo, d, sums.low);
  return LargestOf(d, sum);
}

/// The places of the lanes that are not settled.
HWY_INLINE std::size_t AddOpen(D d, hn::Mask<D> settled, std::size_t at, std::size_t known,
                               std::uint16_t* open) {
  std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, settled, bits);
  for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
    if (((bits[0] >> lane) & 1) == 0) open[known++] = static_cast<std::uint16_t>(at + lane);
  return known;
}

/// Stores v.hi + v.lo rounded; where an error below `slack` could not change that.
HWY_INLINE hn::Mask<D> RoundSettled(D d, Pair v, V slack, double* y) {
  const V low = hn::Add(v.hi, hn::Sub(v.lo, slack));
  const V high = hn::Add(v.hi, hn::Add(v.lo, slack));
  hn::StoreU(high, d, y);
  return hn::Eq(low, high);  // false for NaN
}

/// e/Σ exp(x), within bound::pair::kDirect of it.
HWY_INLINE hn::Mask<D> QuotientOf(D d, Pair e, Pair inverse, double error, double* y) {
  const Pair v = TwoProduct(e.hi, inverse.hi);
  const V low = hn::MulAdd(e.lo, inverse.hi, hn::MulAdd(e.hi, inverse.lo, v.lo));
  return RoundSettled(d, {v.hi, low}, hn::Mul(v.hi, hn::Set(d, error)), y);
}

/// exp(x)/Σ exp(x) with the low part of exp in one double; false for entries below −kPairMost.
HWY_INLINE hn::Mask<D> QuickQuotientOf(D d, const double* x, Pair inverse, double* y) {
  const V entry = hn::LoadU(d, x);
  const V least = hn::Set(d, -kPairMost);
  const Coarse e = ExpCoarse(d, {hn::Max(entry, least), hn::Zero(d)});
  const Pair v = TwoProduct(e.h, inverse.hi);
  const V low = hn::MulAdd(v.hi, e.t, hn::MulAdd(e.h, inverse.lo, v.lo));
  const V slack = hn::Mul(v.hi, hn::Set(d, bound::pair::kQuick));
  return hn::And(hn::Ge(entry, least), RoundSettled(d, {v.hi, low}, slack, y));
}

/// The same as a pair, false where it may not be normal or the entry is below −kPairCut.
HWY_INLINE hn::Mask<D> PairQuotientOf(D d, const double* x, Pair inverse, double* y) {
  const V entry = hn::LoadU(d, x);
  const V least = hn::Set(d, -kPairCut);
  const Pair e = ExpPair(d, {hn::Max(entry, least), hn::Zero(d)});
  const auto settled = QuotientOf(d, e, inverse, bound::pair::kSoftmaxOfWideSum, y);
  const auto normal = hn::Ge(hn::LoadU(d, y), hn::Set(d, 0x1p-900));
  return hn::And(settled, hn::And(normal, hn::Ge(entry, least)));
}

/// The same from a pair that was kept, false where its low part lost too much.
HWY_INLINE hn::Mask<D> KeptQuotientOf(D d, KeptPairs kept, std::size_t i, Pair inverse, double* y) {
  const Pair e = {hn::LoadU(d, kept.high + i), hn::PromoteTo(d, hn::LoadU(D32(), kept.low + i))};
  const auto near = hn::Ge(e.hi, hn::Set(d, kKeptLeast));
  return hn::And(near, QuotientOf(d, e, inverse, bound::pair::kSoftmaxOfWideSum, y + i));
}

/// What the first of them leaves open goes to PairQuotientOf. Returns as PairSoftmax.
template <bool kKept>
HWY_INLINE std::size_t DirectSoftmaxOf(const double* x, double* y, std::size_t count, Pair inverse,
                                       KeptPairs kept, std::uint16_t* open) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  const auto quotient = [&](std::size_t i) HWY_ATTR {
    if constexpr (kKept) return KeptQuotientOf(d, kept, i, inverse, y);
    return QuickQuotientOf(d, x + i, inverse, y + i);
  };
  std::size_t known = 0;
  for (std::size_t i = 0; i < count; i += 2 * lanes) {
    const auto first = quotient(i);
    const auto second = quotient(i + lanes);
    if (HWY_LIKELY(hn::AllTrue(d, hn::And(first, second)))) continue;
    for (std::size_t j = i; j < i + 2 * lanes; j += lanes) {
      const auto settled = PairQuotientOf(d, x + j, inverse, y + j);
      if (!hn::AllTrue(d, settled)) known = AddOpen(d, settled, j, known, open);
    }
  }
  return known;
}

HWY_ATTR std::size_t DirectSoftmax(const double* x, double* y, std::size_t count,
                                   DoubleDouble inverse, KeptPairs kept, std::uint16_t* open) {
  const D d;
  const Pair factor = {hn::Set(d, inverse.hi), hn::Set(d, inverse.lo)};
  return kept.high != nullptr ? DirectSoftmaxOf<true>(x, y, count, factor, kept, open)
                              : DirectSoftmaxOf<false>(x, y, count, factor, kept, open);
}

/// The error of x − ln Σ exp(x), or of −ln Σ exp(x).
HWY_INLINE V LogSlack(D d, V v) {
  return hn::MulAdd(hn::Abs(v), hn::Set(d, 0x1p-102), hn::Set(d, bound::pair::kDirectLog));
}

/// x − ln Σ exp(x). Returns as PairSoftmax.
HWY_ATTR std::size_t DirectLogSoftmax(const double* x, double* y, std::size_t count,
                                      DoubleDouble log, std::uint16_t* open) {
  const D d;
  const V high = hn::Set(d, -log.hi);
  const V low = hn::Set(d, -log.lo);
  const V mask = hn::Set(d, -std::numeric_limits<double>::infinity());
  std::size_t known = 0;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V entry = hn::LoadU(d, x + i);
    const Pair v = TwoSum(entry, high);
    const auto settled = RoundSettled(d, {v.hi, hn::Add(v.lo, low)}, LogSlack(d, v.hi), y + i);
    if (HWY_LIKELY(hn::AllTrue(d, settled))) continue;
    const auto masked = hn::Eq(entry, mask);
    hn::StoreU(hn::IfThenElse(masked, mask, hn::LoadU(d, y + i)), d, y + i);
    if (!hn::AllTrue(d, hn::Or(settled, masked)))
      known = AddOpen(d, hn::Or(settled, masked), i, known, open);
  }
  return known;
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
