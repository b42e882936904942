// Σ exp(x − max) within 2^-80 (Theorem 13), for the outputs that sums of pairs leave open and for
// long rows of double. Compiled once for each target of Highway, after formats-inl.hpp.
#if defined(SOFTMAX_WIDE_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_WIDE_KERNELS_INL
#undef SOFTMAX_WIDE_KERNELS_INL
#else
#define SOFTMAX_WIDE_KERNELS_INL
#endif

#include "pair_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// exp(x), x as for ExpPair; |lo| < 2^-35 hi. The comments give the magnitude of the parts that
/// round.
template <class X>
HWY_INLINE Pair ExpWide(D d, X x) {
  const Reduced e = ReduceExp(d, x);
  const V half = hn::Set(d, 0.5);
  const Pair square = TwoProduct(e.r, e.r);
  V q = hn::Set(d, kWidePolynomial[3]);
  for (int c = 2; c >= 0; --c) q = hn::MulAdd(q, e.r, hn::Set(d, kWidePolynomial[c]));
  // exp(r + low) = 1 + u.hi + p, u = r + r²/2, but for low r³/6, low²/2 and less
  const Pair u = FastTwoSum(e.r, hn::Mul(square.hi, half));
  const V rest = hn::Add(hn::MulAdd(e.low, u.hi, e.low), hn::MulAdd(square.lo, half, u.lo));
  const V p = hn::MulAdd(hn::Mul(square.hi, e.r), q, rest);  // 2^-37
  const Pair product = TwoProduct(e.h, u.hi);
  const Pair sum = FastTwoSum(e.h, product.hi);
  return {sum.hi, hn::Add(hn::MulAdd(e.h, p, sum.lo), product.lo)};
}

/// Relative error at most 3u² + 13u³ (AccurateDWPlusDW).
HWY_INLINE Pair AddPairs(Pair x, Pair y) {
  const Pair s = TwoSum(x.hi, y.hi);
  const Pair t = TwoSum(x.lo, y.lo);
  const Pair v = FastTwoSum(s.hi, hn::Add(s.lo, t.hi));
  return FastTwoSum(v.hi, hn::Add(t.lo, v.lo));
}

/// Blocks of 16 terms in each lane, added up; the lanes come back one by one.
template <class T>
HWY_INLINE void WideSumOf(const T* x, std::size_t count, double max, WideSums& sums) {
  const D d;
  const V top = hn::Set(d, max);
  const V one = hn::Set(d, 1.0);
  const V mask = hn::Set(d, -std::numeric_limits<double>::infinity());
  Pair total = {hn::Zero(d), hn::Zero(d)};
  V largest = hn::Zero(d);
  V masked = hn::Zero(d);
  const std::size_t chunk = 16 * hn::Lanes(d);
  for (std::size_t begin = 0; begin < count; begin += chunk) {
    const std::size_t end = begin + chunk < count ? begin + chunk : count;
    Pair block = {hn::Zero(d), hn::Zero(d)};
    for (std::size_t i = begin; i < end; i += hn::Lanes(d)) {
      const V entry = LoadEntries(d, x + i);
      const Pair gap = TwoSum(entry, hn::Neg(top));
      const Pair e = ExpWide(d, gap);
      const auto is_largest = hn::Eq(entry, top);
      const auto counts = hn::AndNot(is_largest, hn::Ge(gap.hi, hn::Set(d, -kPairCut)));
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
