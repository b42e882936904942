// The sums of a float, float16 or bfloat16 row without its maximum: exp of the entries as they are,
// where the largest lies within ±kDirectMost (Theorems 16 and 17). Compiled once for each target of
// Highway.
#if defined(SOFTMAX_DIRECT_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_KERNELS_INL
#undef SOFTMAX_DIRECT_KERNELS_INL
#else
#define SOFTMAX_DIRECT_KERNELS_INL
#endif

#include "exp_direct.hpp"
#include "exp_sixteenth-inl.hpp"
#include "row_passes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// p · 2^k for the k in the last bits of `shifted`.
HWY_INLINE V Scaled(V p, V shifted) {
  const I64 i;
  const auto exponent = hn::ShiftLeft<52>(hn::BitCast(i, shifted));
  return hn::BitCast(D(), hn::Add(hn::BitCast(i, p), exponent));
}

/// x, at least `least`; NaN stays NaN.
HWY_INLINE V AtLeast(V x, V least) {
#if HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
  return hn::Max(least, x);  // the second of two where one is NaN
#else
  return hn::IfThenElse(hn::Lt(x, least), least, x);
#endif
}

/// A constant, read once for all four vectors where kRead: GCC else reads it again for each, and a
/// loop over a long row waits for memory's pipes. Short rows have it in a register anyway.
template <bool kRead>
HWY_INLINE V Constant(D d, double value) {
  V v = hn::Set(d, value);
#if HWY_TARGET == HWY_AVX2 && HWY_COMPILER_GCC_ACTUAL
  if constexpr (kRead) asm("" : "+x"(v.raw));
#endif
  return v;
}

/// exp(x) for |x| ≤ −kDirectLeast (Theorem 16); closer, for two multiply-adds more, where kCloser.
/// NaN of a float gives NaN: 12 bits at the end of it are 0, so that `Scaled` adds nothing.
template <bool kCloser = false, bool kRead = false>
HWY_INLINE Vs ExpDirect(D d, Vs x) {
  constexpr const double* c = kCloser ? kExp2Closer : kExp2Polynomial;
  const V magic = hn::Set(d, 0x1.8p52);
  const V inverse = hn::Set(d, kInverseLn2);
  const Vs shifted = MulAdd(x, {inverse, inverse, inverse, inverse}, magic);  // round(x / ln 2)
  Vs f = MulSub(x, inverse, Sub(shifted, magic));
  if constexpr (kCloser) f = MulAdd(x, Constant<kRead>(d, kInverseLn2Low), f);
  const V first = Constant<kRead>(d, c[kCloser ? 10 : 9]);
  Vs p = {first, first, first, first};
  if constexpr (kCloser) p = MulAdd(p, f, Constant<kRead>(d, c[9]));
  p = MulAdd(p, f, Constant<kRead>(d, c[8]));
  p = MulAdd(p, f, Constant<kRead>(d, c[7]));
  p = MulAdd(p, f, Constant<kRead>(d, c[6]));
  p = MulAdd(p, f, Constant<kRead>(d, c[5]));
  p = MulAdd(p, f, Constant<kRead>(d, c[4]));
  p = MulAdd(p, f, Constant<kRead>(d, c[3]));
  p = MulAdd(p, f, Constant<kRead>(d, c[2]));
  p = MulAdd(p, f, Constant<kRead>(d, c[1]));
  p = MulAdd(p, f, Constant<kRead>(d, c[0]));
  p = MulAdd(p, f, Constant<kRead>(d, 1.0));
  return {Scaled(p.a, shifted.a), Scaled(p.b, shifted.b), Scaled(p.c, shifted.c),
          Scaled(p.e, shifted.e)};
}

/// exp of entries, by the shorter way where the target has one.
template <bool kCloser = false, bool kRead = false>
HWY_INLINE Vs ExpOfEntries(D d, Vs x) {
#if SOFTMAX_SIXTEENTHS
  return ExpSixteenth<kCloser>(d, x);
#else
  return ExpDirect<kCloser, kRead>(d, x);
#endif
}

/// Vectors that a step takes, where there are as many; and those of the last: 16 entries hold a
/// whole number of them.
inline constexpr std::size_t kStep = 4;
inline constexpr std::size_t kLastStep = hn::MaxLanes(D()) > 4 ? 2 : 4;
/// Vectors between two exact additions.
inline constexpr std::size_t kChunk = 16;

/// A row's Σ exp on its way, lane by lane in high + low, and its largest entry.
struct Direct {
  V high;
  V low;
  Largest largest;
};
HWY_INLINE Direct NoDirect() { return {hn::Zero(D()), hn::Zero(D()), NoneYet()}; }

/// The entries of a step, at least kDirectLeast; and the largest of numbers.
template <std::size_t kVectors, class T>
HWY_INLINE Vs EntriesOfStep(D d, const T* x, Largest& largest) {
  const DF f;
  const std::size_t lanes = hn::Lanes(d);
  const V least = hn::Set(d, kDirectLeast);
#if HWY_TARGET != HWY_SCALAR
  if constexpr (!std::same_as<T, float>) {  // each is converted once
    const D32 half;
    const auto first = LoadFloats(f, x);
    const auto second = kVectors == 4 ? LoadFloats(f, x + 2 * lanes) : first;
    largest.value = hn::Max(largest.value, hn::Max(first, second));
    return {AtLeast(hn::PromoteTo(d, hn::LowerHalf(half, first)), least),
            AtLeast(hn::PromoteTo(d, hn::UpperHalf(half, first)), least),
            AtLeast(hn::PromoteTo(d, hn::LowerHalf(half, second)), least),
            AtLeast(hn::PromoteTo(d, hn::UpperHalf(half, second)), least)};
  }
#endif
  for (std::size_t j = 0; j < kVectors * lanes; j += hn::Lanes(f))
    largest.value = hn::Max(largest.value, LoadFloats(f, x + j));
  const auto entry = [&](std::size_t j) HWY_ATTR {
    return j < kVectors ? AtLeast(LoadEntries(d, x + j * lanes), least) : hn::Zero(d);
  };
  return {entry(0), entry(1), entry(2), entry(3)};
}

/// Σ exp of the vectors of a step.
template <std::size_t kVectors, bool kKeep, bool kRead, class T>
HWY_INLINE V SumOfStep(D d, const T* x, Largest& largest, double* kept) {
  const std::size_t lanes = hn::Lanes(d);
  const Vs e = ExpOfEntries<false, kRead>(d, EntriesOfStep<kVectors>(d, x, largest));
  if constexpr (kKeep) {
    hn::StoreU(e.a, d, kept);
    hn::StoreU(e.b, d, kept + lanes);
    if constexpr (kVectors == 4) {
      hn::StoreU(e.c, d, kept + 2 * lanes);
      hn::StoreU(e.e, d, kept + 3 * lanes);
    }
  }
  const V sum = hn::Add(e.a, e.b);
  return kVectors == 4 ? hn::Add(sum, hn::Add(e.c, e.e)) : sum;
}

/// Σ exp of at most kChunk vectors of entries, NaN if there is one, and the largest of numbers.
template <bool kKeep, bool kRead = false, class T>
HWY_INLINE V SumOfChunk(const T* x, std::size_t count, Largest& largest, double* kept) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  V sum = hn::Zero(d);
  std::size_t at = 0;
  if constexpr (kStep != kLastStep)
    for (; at + kStep * lanes <= count; at += kStep * lanes)
      sum = hn::Add(sum, SumOfStep<kStep, kKeep, kRead>(d, x + at, largest, kept + at));
  for (; at < count; at += kLastStep * lanes)
    sum = hn::Add(sum, SumOfStep<kLastStep, kKeep, kRead>(d, x + at, largest, kept + at));
  return sum;
}

/// Adds the sum of a chunk, in each lane.
HWY_INLINE void Join(Direct& sums, V sum) {
  const Pair joined = TwoSum(sums.high, sum);
  sums.high = joined.hi;
  sums.low = hn::Add(sums.low, joined.lo);
}

/// Adds exp of the entries, which are kept where kKeep.
template <bool kKeep, class T>
HWY_INLINE void AddDirect(const T* x, std::size_t count, Direct& sums, double* kept) {
  const std::size_t chunk = kChunk * hn::Lanes(D());
  for (std::size_t at = 0; at < count; at += chunk) {
    Join(sums,
         SumOfChunk<kKeep, true>(x + at, std::min(chunk, count - at), sums.largest, kept + at));
  }
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
