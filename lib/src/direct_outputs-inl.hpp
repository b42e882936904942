// The outputs of double rows without their maximum (Theorem 18). Compiled once for each target of
// Highway.
#if defined(SOFTMAX_DIRECT_OUTPUTS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_OUTPUTS_INL
#undef SOFTMAX_DIRECT_OUTPUTS_INL
#else
#define SOFTMAX_DIRECT_OUTPUTS_INL
#endif

#include "direct_pairs-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// exp(x)/Σ exp(x) with the low part of exp in one double; false for entries below −kPairMost.
HWY_INLINE hn::Mask<D> QuickQuotientOf(D d, const double* x, const Enclosed& inverse, double* y) {
  const V entry = hn::LoadU(d, x);
  const V least = hn::Set(d, -kPairMost);
  const Coarse e = ExpCoarse(d, hn::Max(entry, least));
  const Pair v = TwoProduct(e.h, inverse.hi);
  const auto settled = RoundEnclosed({v.hi, hn::MulAdd(v.hi, e.t, v.lo)}, e.h, inverse, y);
  return hn::And(hn::Ge(entry, least), settled);
}

/// The same as a pair, false where it may not be normal or the entry is below −kPairCut.
HWY_INLINE hn::Mask<D> PairQuotientOf(D d, const double* x, const Enclosed& inverse, double* y) {
  const V entry = hn::LoadU(d, x);
  const V least = hn::Set(d, -kPairCut);
  const auto settled = QuotientOf(ExpPair(d, hn::Max(entry, least)), inverse, y);
  const auto normal = hn::Ge(hn::LoadU(d, y), hn::Set(d, 0x1p-900));
  return hn::And(settled, hn::And(normal, hn::Ge(entry, least)));
}

/// The same from a pair that was kept, false for entries below −kPairMost.
HWY_INLINE hn::Mask<D> KeptQuotientOf(D d, KeptPairs kept, std::size_t i, const Enclosed& inverse,
                                      double* y) {
  const Pair e = {hn::LoadU(d, kept.high + i), hn::LoadU(d, kept.low + i)};
  const auto near = hn::Gt(e.hi, hn::Set(d, kPairTiny));
  return hn::And(near, QuotientOf(e, inverse, y + i));
}

/// What the first of them leaves open goes to PairQuotientOf. Returns as PairSoftmax.
template <bool kKept>
HWY_INLINE std::size_t DirectSoftmaxOf(const double* x, double* y, std::size_t count,
                                       Pair inverse_of_sum, KeptPairs kept, std::uint16_t* open) {
  const D d;
  const Enclosed inverse = Enclose(d, inverse_of_sum, bound::pair::kSoftmaxOfWideSum);
  const Enclosed quick = Enclose(d, inverse_of_sum, bound::pair::kQuick);
  const std::size_t lanes = hn::Lanes(d);
  const auto quotient = [&](std::size_t i) HWY_ATTR {
    if constexpr (kKept) return KeptQuotientOf(d, kept, i, inverse, y);
    return QuickQuotientOf(d, x + i, quick, y + i);
  };
  std::size_t known = 0;
  for (std::size_t i = 0; i < count; i += 2 * lanes) {
    const auto first = quotient(i);
    const auto second = quotient(i + lanes);
    if (HWY_LIKELY(hn::AllTrue(d, hn::And(first, second)))) continue;
    for (std::size_t j = i; j < i + 2 * lanes; j += lanes) {
      // What rounds to 0 beside a sum of kPairLeast, masks above all.
      const auto far = hn::Lt(hn::LoadU(d, x + j), hn::Set(d, kPairFar));
      auto settled = hn::Or(far, j == i ? first : second);
      if (!hn::AllTrue(d, settled)) settled = hn::Or(far, PairQuotientOf(d, x + j, inverse, y + j));
      hn::StoreU(hn::IfThenZeroElse(far, hn::LoadU(d, y + j)), d, y + j);
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

/// x − ln Σ exp(x), or x − shift − ln Σ exp(x − shift) where kShifted. Returns as PairSoftmax.
template <bool kShifted>
HWY_INLINE std::size_t LogSoftmaxOf(const double* x, double* y, std::size_t count,
                                    [[maybe_unused]] double shift, DoubleDouble log,
                                    std::uint16_t* open) {
  const D d;
  const V high = hn::Set(d, -log.hi);
  const V low = hn::Set(d, -log.lo);
  const V mask = hn::Set(d, -std::numeric_limits<double>::infinity());
  std::size_t known = 0;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V entry = hn::LoadU(d, x + i);
    Pair less = {entry, low};
    if constexpr (kShifted) {
      const Pair gap = TwoSum(entry, hn::Set(d, -shift));
      less = {gap.hi, hn::Add(gap.lo, low)};
    }
    const Pair v = TwoSum(less.hi, high);
    const auto settled = RoundSettled(d, {v.hi, hn::Add(v.lo, less.lo)}, LogSlack(d, v.hi), y + i);
    if (HWY_LIKELY(hn::AllTrue(d, settled))) continue;
    const auto masked = hn::Eq(entry, mask);
    hn::StoreU(hn::IfThenElse(masked, mask, hn::LoadU(d, y + i)), d, y + i);
    if (!hn::AllTrue(d, hn::Or(settled, masked)))
      known = AddOpen(d, hn::Or(settled, masked), i, known, open);
  }
  return known;
}

HWY_ATTR std::size_t DirectLogSoftmax(const double* x, double* y, std::size_t count,
                                      DoubleDouble log, std::uint16_t* open) {
  return LogSoftmaxOf<false>(x, y, count, 0, log, open);
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
