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
HWY_INLINE Pair DirectEntry(D d, const double* x, hn::Mask<D>& usable) {
  const V entry = hn::LoadU(d, x);
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

/// The same for a long row, with the terms of ExpWide in blocks of 16 in each lane; the largest
/// entry, NaN where the row is not usable.
HWY_ATTR double DirectWideSum(const double* x, std::size_t count, double largest, LaneSums& sums) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  Pair total = {hn::Zero(d), hn::Zero(d)};
  V max = hn::Set(d, largest);
  auto usable = hn::Eq(max, max);
  const std::size_t chunk = 16 * lanes;
  for (std::size_t begin = 0; begin < count; begin += chunk) {
    const std::size_t end = begin + chunk < count ? begin + chunk : count;
    Pair block = {hn::Zero(d), hn::Zero(d)};
    for (std::size_t i = begin; i < end; i += 2 * lanes) {
      const Pair first = DirectEntry(d, x + i, usable);
      const Pair second = DirectEntry(d, x + i + lanes, usable);
      max = hn::Max(max, hn::Max(first.hi, second.hi));
      const Pair a = ExpWide(d, first);
      const Pair b = ExpWide(d, second);
      const Pair two = TwoSum(a.hi, b.hi);
      const Pair sum = TwoSum(block.hi, two.hi);
      const V low = hn::Add(hn::Add(a.lo, b.lo), hn::Add(two.lo, sum.lo));
      block = {sum.hi, hn::Add(block.lo, low)};
    }
    total = AddPairs(total, FastTwoSum(block.hi, block.lo));
  }
  hn::StoreU(total.hi, d, sums.high);
  hn::StoreU(total.lo, d, sums.low);
  return hn::AllTrue(d, usable) ? hn::GetLane(hn::MaxOfLanes(d, max))
                                : std::numeric_limits<double>::quiet_NaN();
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

/// exp(x)/Σ exp(x) with the low part of exp in one double, and again as a pair where that leaves
/// something open. Returns as PairSoftmax; entries below −kPairMost stay open.
HWY_ATTR std::size_t DirectSoftmax(const double* x, double* y, std::size_t count,
                                   DoubleDouble inverse, std::uint16_t* open) {
  const D d;
  const Pair factor = {hn::Set(d, inverse.hi), hn::Set(d, inverse.lo)};
  const V least = hn::Set(d, -kPairMost);
  const V slack = hn::Set(d, bound::pair::kQuick);
  std::size_t known = 0;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V entry = hn::LoadU(d, x + i);
    const auto near = hn::Ge(entry, least);
    const Pair exponent = {hn::Max(entry, least), hn::Zero(d)};
    const Reduced e = ReduceExp(d, exponent);
    const V t = hn::Add(e.r, LowOf(d, e));  // exp(r) − 1
    const Pair v = TwoProduct(e.h, factor.hi);
    const V low = hn::MulAdd(v.hi, t, hn::MulAdd(e.h, factor.lo, v.lo));
    const auto settled = hn::And(near, RoundSettled(d, {v.hi, low}, hn::Mul(v.hi, slack), y + i));
    if (HWY_LIKELY(hn::AllTrue(d, settled))) continue;
    const auto again =
        QuotientOf(d, ExpPair(d, exponent), factor, bound::pair::kSoftmaxOfWideSum, y + i);
    if (!hn::AllTrue(d, hn::And(near, again)))
      known = AddOpen(d, hn::And(near, again), i, known, open);
  }
  return known;
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
