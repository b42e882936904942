// exp(x − max) as an unevaluated sum of two doubles, within 2^-74 (Theorem 11), and what is made of
// it (Theorem 12). Compiled once for each target of Highway, after formats-inl.hpp.
#if defined(SOFTMAX_PAIR_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_PAIR_KERNELS_INL
#undef SOFTMAX_PAIR_KERNELS_INL
#else
#define SOFTMAX_PAIR_KERNELS_INL
#endif

#include "exp_pair.hpp"
#include "formats-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// exp(x) = h (1 + r + p) on its way: h is a power of 2^(1/1024), r is exact.
struct Reduced {
  V h;
  V r;
  V low;  ///< p = low + r² q(r + low)
};

/// For |x| ≤ kPairCut; anything else gives anything.
HWY_INLINE Reduced ReduceExp(D d, V x) {
  const hn::RebindToSigned<D> i;
  const V magic = hn::Set(d, 0x1.8p52);
  const V shifted = hn::MulAdd(x, hn::Set(d, kPairInverseStep), magic);
  const V k = hn::Sub(shifted, magic);  // round(x · 1024 / ln 2), below 2^20
  const auto bits = hn::BitCast(i, shifted);
  const Pair power = LookUp<1024>(d, kPairTable, bits);
  // The table's patterns lack what the shift of k mod 1024 adds.
  const V h = hn::BitCast(d, hn::Add(hn::BitCast(i, power.hi), hn::ShiftLeft<42>(bits)));
  const V step = hn::Set(d, kPairStepHigh);
#if HWY_NATIVE_FMA
  const V r = hn::NegMulAdd(k, step, x);
#else
  const Pair product = TwoProduct(k, step);
  const V r = hn::Sub(hn::Sub(x, product.hi), product.lo);
#endif
  return {h, r, hn::NegMulAdd(k, hn::Set(d, kPairStepLow), power.lo)};
}
/// The same for hi + lo, hi the double nearest to it.
HWY_INLINE Reduced ReduceExp(D d, Pair x) {
  const Reduced e = ReduceExp(d, x.hi);
  return {e.h, e.r, hn::Add(e.low, x.lo)};
}

/// p of Reduced.
HWY_INLINE V LowOf(D d, const Reduced& e) {
  const V r = hn::Add(e.r, e.low);
  V q = hn::Set(d, kPairPolynomial[3]);
  for (int c = 2; c >= 0; --c) q = hn::MulAdd(q, r, hn::Set(d, kPairPolynomial[c]));
  return hn::MulAdd(hn::Mul(r, r), q, e.low);
}

/// exp(x), x a V or a Pair, within 2^-74 (Theorem 11).
template <class X>
HWY_INLINE Pair ExpPair(D d, X x) {
  const Reduced e = ReduceExp(d, x);
  const V p = LowOf(d, e);
  // h + h · r = sum.hi + sum.lo + product.lo, exactly.
  const Pair product = TwoProduct(e.h, e.r);
  const Pair sum = FastTwoSum(e.h, product.hi);
  return FastTwoSum(sum.hi, hn::Add(hn::MulAdd(e.h, p, sum.lo), product.lo));
}

/// exp(x − max): 0 where it is below 2^-1076, NaN where kPairCut < max − x and it may not be.
HWY_INLINE Pair ExpOfEntry(D d, V top, V x) {
  const Pair gap = TwoSum(x, hn::Neg(top));
  const Pair e = ExpPair(d, gap);
  const auto near = hn::Ge(gap.hi, hn::Set(d, -kPairCut));
  const V far = hn::IfThenZeroElse(hn::Lt(gap.hi, hn::Set(d, -746)), hn::NaN(d));
  return {hn::IfThenElse(near, e.hi, far), hn::IfThenElseZero(near, e.lo)};
}

HWY_ATTR double MaxF64(const double* x, std::size_t count, double largest) {
  const D d;
  V max = hn::Set(d, largest);
  auto number = hn::Eq(max, max);
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V v = hn::LoadU(d, x + i);
    max = hn::Max(max, v);
    number = hn::And(number, hn::Eq(v, v));
  }
  const double found = hn::GetLane(hn::MaxOfLanes(d, max));
  const bool finite = hn::AllTrue(d, number) && found < std::numeric_limits<double>::infinity();
  return finite ? found : std::numeric_limits<double>::quiet_NaN();
}

/// ExpPair of one gap below kPairCut.
HWY_ATTR DoubleDouble ExpPairOne(double gap) {
  const D d;
  const Pair e = ExpPair(d, hn::Set(d, -gap));
  return {hn::GetLane(e.hi), hn::GetLane(e.lo)};
}

template <class T>
HWY_INLINE void PairSumOf(const T* x, std::size_t count, double max, LaneSums& sums, double* kept) {
  const D d;
  const V top = hn::Set(d, max);
  const V one = hn::Set(d, 1.0);
  V high = hn::Zero(d);
  V low = hn::Zero(d);
  V largest = hn::Zero(d);
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V entry = LoadEntries(d, x + i);
    const Pair e = ExpOfEntry(d, top, entry);
    if (kept != nullptr) {
      hn::StoreU(e.hi, d, kept + 2 * i);
      hn::StoreU(e.lo, d, kept + 2 * i + hn::Lanes(d));
    }
    const auto is_largest = hn::Eq(entry, top);
    largest = hn::Add(largest, hn::IfThenElseZero(is_largest, one));
    const auto counts = hn::AndNot(is_largest, hn::Gt(e.hi, hn::Zero(d)));
    const Pair sum = TwoSum(high, hn::IfThenElseZero(counts, e.hi));
    high = sum.hi;
    low = hn::Add(low, hn::Add(sum.lo, hn::IfThenElseZero(counts, e.lo)));
  }
  hn::StoreU(high, d, sums.high);
  hn::StoreU(low, d, sums.low);
  hn::StoreU(largest, d, sums.largest);
}

/// Adds the places of the lanes that are not settled to `open`.
HWY_INLINE std::size_t AddOpen(D d, hn::Mask<D> settled, std::size_t at, std::size_t known,
                               std::uint16_t* open) {
  std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, settled, bits);
  for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
    if (((bits[0] >> lane) & 1) == 0) open[known++] = static_cast<std::uint16_t>(at + lane);
  return known;
}

/// Stores v.hi + v.lo rounded; true in the lanes in which an error below `slack` could not change
/// that (Theorem 12).
HWY_INLINE hn::Mask<D> RoundSettled(D d, Pair v, V slack, double* y) {
  const V low = hn::Add(v.hi, hn::Sub(v.lo, slack));
  const V high = hn::Add(v.hi, hn::Add(v.lo, slack));
  hn::StoreU(high, d, y);
  return hn::Eq(low, high);  // false for NaN
}

/// A factor as an enclosure of what is times it: hi + below and hi + above are its ends.
struct Enclosed {
  V hi;
  V below;
  V above;
};
HWY_INLINE Enclosed Enclose(D d, Pair factor, double error) {
  const V slack = hn::Mul(factor.hi, hn::Set(d, error));
  return {factor.hi, hn::Sub(factor.lo, slack), hn::Add(factor.lo, slack)};
}

/// Stores v.hi + (v.lo + e · factor.above) rounded; true in the lanes in which the other end gives
/// the same (Theorem 12).
HWY_INLINE hn::Mask<D> RoundEnclosed(Pair v, V e, const Enclosed& factor, double* y) {
  const V low = hn::Add(v.hi, hn::MulAdd(e, factor.below, v.lo));
  const V high = hn::Add(v.hi, hn::MulAdd(e, factor.above, v.lo));
  hn::StoreU(high, D(), y);
  return hn::Eq(low, high);  // false for NaN
}

/// e · factor, stored and tested as by RoundEnclosed.
HWY_INLINE hn::Mask<D> QuotientOf(Pair e, const Enclosed& factor, double* y) {
  const Pair v = TwoProduct(e.hi, factor.hi);
  return RoundEnclosed({v.hi, hn::MulAdd(e.lo, factor.hi, v.lo)}, e.hi, factor, y);
}

HWY_ATTR std::size_t PairSoftmax(const double* x, double* y, std::size_t count, double max,
                                 DoubleDouble inverse, double error, const double* kept,
                                 std::uint16_t* open) {
  const D d;
  const V top = hn::Set(d, max);
  const Enclosed factor = Enclose(d, {hn::Set(d, inverse.hi), hn::Set(d, inverse.lo)}, error);
  std::size_t known = 0;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const Pair e = kept != nullptr
                       ? Pair{hn::LoadU(d, kept + 2 * i), hn::LoadU(d, kept + 2 * i + hn::Lanes(d))}
                       : ExpOfEntry(d, top, hn::LoadU(d, x + i));
    const auto settled = QuotientOf(e, factor, y + i);
    if (HWY_UNLIKELY(!hn::AllTrue(d, settled))) known = AddOpen(d, settled, i, known, open);
  }
  return known;
}

HWY_ATTR std::size_t PairLogSoftmax(const double* x, double* y, std::size_t count, double max,
                                    DoubleDouble log, double error, std::uint16_t* open) {
  const D d;
  const V top = hn::Set(d, max);
  const V log_high = hn::Set(d, log.hi);
  const V log_low = hn::Set(d, log.lo);
  const V mask = hn::Set(d, -std::numeric_limits<double>::infinity());
  std::size_t known = 0;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    // −((max − x) + ln S); a mask stays −inf in both ends of the test.
    const V entry = hn::LoadU(d, x + i);
    const auto masked = hn::Eq(entry, mask);
    const Pair gap = TwoSum(top, hn::Neg(entry));
    const Pair sum = TwoSum(gap.hi, log_high);
    const V low = hn::Add(sum.lo, hn::Add(gap.lo, log_low));
    const V slack = hn::MulAdd(sum.hi, hn::Set(d, 0x1p-102), hn::Set(d, error));
    const Pair v = {hn::IfThenElse(masked, mask, hn::Neg(sum.hi)),
                    hn::Neg(hn::IfThenZeroElse(masked, low))};
    const auto settled = RoundSettled(d, v, hn::IfThenZeroElse(masked, slack), y + i);
    if (HWY_UNLIKELY(!hn::AllTrue(d, settled))) known = AddOpen(d, settled, i, known, open);
  }
  return known;
}

#define SOFTMAX_FOR_FORMAT(T, N)                                                      \
  HWY_ATTR void PairSum##N(const T* x, std::size_t count, double max, LaneSums& sums, \
                           double* kept) {                                            \
    PairSumOf(x, count, max, sums, kept);                                             \
  }
SOFTMAX_FOR_FORMAT(double, F64)
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
