// Σ exp(x − max) within 2^-91 (Theorem 13), for the outputs that sums of pairs leave open and for
// long rows of double. Compiled once for each target of Highway, after formats-inl.hpp.
#if defined(SOFTMAX_WIDE_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_WIDE_KERNELS_INL
#undef SOFTMAX_WIDE_KERNELS_INL
#else
#define SOFTMAX_WIDE_KERNELS_INL
#endif

#include "exp_pair.hpp"
#include "formats-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// exp(−(gap.hi + gap.lo)) for 0 ≤ gap.hi ≤ kPairCut; anything else gives anything. The comments
/// give the magnitude of the parts that round.
HWY_INLINE Pair ExpWide(D d, Pair gap) {
  const hn::RebindToSigned<D> i;
  const V magic = hn::Set(d, 0x1.8p52);
  const V shifted = hn::NegMulAdd(gap.hi, hn::Set(d, kPairInverseStep), magic);
  const V k = hn::Sub(shifted, magic);
  const auto bits = hn::BitCast(i, shifted);
  const auto step = hn::And(bits, hn::Set(i, 255));
  const Pair power = LookUp(d, kPairTable, step);
  const V h = power.hi;
  const V l = power.lo;
  // k times the first two steps is exact; the third leaves 2^-113.
  const V high = hn::NegMulSub(k, hn::Set(d, kPairStepHigh), gap.hi);
  const Pair middle = TwoSum(hn::Mul(k, hn::Set(d, -kWideStepMiddle)), hn::Neg(gap.lo));
  const Pair sum = TwoSum(high, middle.hi);
  const V third = hn::NegMulAdd(k, hn::Set(d, kWideStepLow), middle.lo);
  const Pair reduced = TwoSum(sum.hi, hn::Add(sum.lo, hn::Add(l, third)));  // 2^-52
  const V r = reduced.hi;
  const V r_low = reduced.lo;  // 2^-62

  V tail = hn::Set(d, kWidePolynomial[4]);
  for (int c = 3; c >= 0; --c) tail = hn::MulAdd(tail, r, hn::Set(d, kWidePolynomial[c]));
  const Pair square = TwoProduct(r, r);
  const V square_low = hn::MulAdd(hn::Add(r, r), r_low, square.lo);  // 2^-71
  // v = 1/2 + r/6 + r² tail
  const Pair sixth = TwoProduct(r, hn::Set(d, kSixthHigh));
  const V sixth_low = hn::Add(
      sixth.lo, hn::MulAdd(r, hn::Set(d, kSixthLow), hn::Mul(r_low, hn::Set(d, kSixthHigh))));
  const Pair v = FastTwoSum(hn::Set(d, 0.5), sixth.hi);
  const V v_low = hn::MulAdd(square.hi, tail, hn::Add(v.lo, sixth_low));  // 2^-23.6
  // q = r² v
  const Pair q = TwoProduct(square.hi, v.hi);
  const V q_low = hn::Add(hn::MulAdd(square.hi, v_low, q.lo),
                          hn::Mul(square_low, hn::Add(v.hi, v_low)));  // 2^-42
  // h (1 + p), p = r + q
  const Pair p = FastTwoSum(r, q.hi);
  const V p_low = hn::Add(p.lo, hn::Add(r_low, q_low));  // 2^-42
  const Pair product = TwoProduct(h, p.hi);
  const Pair e = FastTwoSum(h, product.hi);
  const V e_low = hn::Add(e.lo, hn::MulAdd(h, p_low, product.lo));  // 2^-41
  const V scale =
      hn::BitCast(d, hn::Add(hn::ShiftLeft<44>(hn::Sub(bits, step)), hn::Set(i, 1023LL << 52)));
  const Pair result = FastTwoSum(e.hi, e_low);
  return {hn::Mul(result.hi, scale), hn::Mul(result.lo, scale)};
}

/// Relative error at most 3u² + 13u³ (AccurateDWPlusDW).
HWY_INLINE Pair AddPairs(Pair x, Pair y) {
  const Pair s = TwoSum(x.hi, y.hi);
  const Pair t = TwoSum(x.lo, y.lo);
  const Pair v = FastTwoSum(s.hi, hn::Add(s.lo, t.hi));
  return FastTwoSum(v.hi, hn::Add(t.lo, v.lo));
}

/// Blocks of 32 terms in each lane, added up; the lanes come back one by one.
template <class T>
HWY_INLINE void WideSumOf(const T* x, std::size_t count, double max, WideSums& sums) {
  const D d;
  const V top = hn::Set(d, max);
  const V one = hn::Set(d, 1.0);
  const V mask = hn::Set(d, -std::numeric_limits<double>::infinity());
  Pair total = {hn::Zero(d), hn::Zero(d)};
  V largest = hn::Zero(d);
  V masked = hn::Zero(d);
  const std::size_t chunk = 32 * hn::Lanes(d);
  for (std::size_t begin = 0; begin < count; begin += chunk) {
    const std::size_t end = begin + chunk < count ? begin + chunk : count;
    Pair block = {hn::Zero(d), hn::Zero(d)};
    for (std::size_t i = begin; i < end; i += hn::Lanes(d)) {
      const V entry = LoadEntries(d, x + i);
      const Pair gap = TwoSum(top, hn::Neg(entry));
      const Pair e = ExpWide(d, gap);
      const auto is_largest = hn::Eq(entry, top);
      const auto counts = hn::AndNot(is_largest, hn::Le(gap.hi, hn::Set(d, kPairCut)));
      largest = hn::Add(largest, hn::IfThenElseZero(is_largest, one));
      masked = hn::Add(masked, hn::IfThenElseZero(hn::Eq(entry, mask), one));
      const Pair sum = TwoSum(block.hi, hn::IfThenElseZero(counts, e.hi));
      block = {sum.hi, hn::Add(block.lo, hn::Add(sum.lo, hn::IfThenElseZero(counts, e.lo)))};
    }
    total = AddPairs(total, FastTwoSum(block.hi, block.lo));
  }
  hn::StoreU(total.hi, d, sums.terms.high);
  hn::StoreU(total.lo, d, sums.terms.low);
  hn::StoreU(largest, d, sums.terms.largest);
  hn::StoreU(masked, d, sums.masked);
}

#define SOFTMAX_FOR_FORMAT(T, N)                                                        \
  HWY_ATTR void WideSum##N(const T* x, std::size_t count, double max, WideSums& sums) { \
    WideSumOf(x, count, max, sums);                                                     \
  }
SOFTMAX_FOR_FORMAT(double, F64)
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
