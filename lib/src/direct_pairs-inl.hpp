// Sums of exp of the entries of a double row as they are, without its maximum, where all lie below
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
HWY_INLINE V DirectEntry(D d, const T* x, hn::Mask<D>& usable) {
  const V entry = LoadEntries(d, x);
  usable = hn::And(usable, hn::Le(entry, hn::Set(d, kPairMost)));
  return hn::Max(entry, hn::Set(d, -kPairMost));
}

/// The same for x − shift, an exact pair.
HWY_INLINE Pair ShiftedEntry(D d, const double* x, V shift, hn::Mask<D>& usable) {
  const Pair entry = TwoSum(hn::LoadU(d, x), hn::Neg(shift));
  const V least = hn::Set(d, -kPairMost);
  usable = hn::And(usable, hn::Le(entry.hi, hn::Set(d, kPairMost)));
  return {hn::Max(entry.hi, least), hn::IfThenElseZero(hn::Gt(entry.hi, least), entry.lo)};
}

/// sum + a + b, the high parts exactly and the low parts are added, four roundings.
HWY_INLINE Pair AddTwo(Pair sum, Pair a, Pair b) {
  const Pair two = TwoSum(a.hi, b.hi);
  const Pair more = TwoSum(sum.hi, two.hi);
  const V low = hn::Add(hn::Add(a.lo, b.lo), hn::Add(two.lo, more.lo));
  return {more.hi, hn::Add(sum.lo, low)};
}

/// Σ exp(x), or of exp(x − shift) where kShifted, lane by lane, count a multiple of kPad; the pairs
/// are kept where kKeep.
template <bool kKeep, bool kShifted>
HWY_INLINE Pair SumOfPairs(const double* x, std::size_t count, [[maybe_unused]] double shift,
                           hn::Mask<D>& usable, double* kept) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  Pair total = {hn::Zero(d), hn::Zero(d)};
  for (std::size_t i = 0; i < count; i += 2 * lanes) {
    const auto entry = [&](std::size_t at) HWY_ATTR {
      if constexpr (kShifted)
        return ShiftedEntry(d, x + at, hn::Set(d, shift), usable);
      else
        return DirectEntry(d, x + at, usable);
    };
    const Pair a = ExpPair(d, entry(i));
    const Pair b = ExpPair(d, entry(i + lanes));
    if constexpr (kKeep) {
      hn::StoreU(a.hi, d, kept + 2 * i);
      hn::StoreU(a.lo, d, kept + 2 * i + lanes);
      hn::StoreU(b.hi, d, kept + 2 * (i + lanes));
      hn::StoreU(b.lo, d, kept + 2 * (i + lanes) + lanes);
    }
    total = AddTwo(total, a, b);
  }
  return total;
}

/// h (1 + t) of exp(x), t = exp(r) − 1 in one double.
struct Coarse {
  V h;
  V t;
};
HWY_INLINE Coarse ExpCoarse(D d, V x) {
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
  const V entry = DirectEntry(d, x + i, sum.usable);
  sum.max = hn::Max(sum.max, entry);
  if constexpr (kWide) {
    const Pair e = ExpWide(d, entry);
    if constexpr (kKeep) {
      hn::StoreU(e.hi, d, kept.high + i);
      hn::StoreU(e.lo, d, kept.low + i);
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
      block = AddTwo(block, a, b);
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

#define SOFTMAX_FOR_FORMAT(T, N)                                              \
  HWY_ATTR void CoarseSum##N(const T* x, std::size_t count, LaneSums& sums) { \
    const D d;                                                                \
    LongSum sum = NoLongSum(d, 0);                                            \
    AddTermsOf<false, false>(x, count, sum, {});                              \
    hn::StoreU(sum.total.hi, d, sums.high);                                   \
    hn::StoreU(sum.total.lo, d, sums.low);                                    \
  }
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
