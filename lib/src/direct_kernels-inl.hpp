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
#include "row_passes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Four vectors side by side: their chains fill the pipes.
struct Vs {
  V a;
  V b;
  V c;
  V e;
};
HWY_INLINE Vs MulAdd(Vs x, Vs y, V z) {
  return {hn::MulAdd(x.a, y.a, z), hn::MulAdd(x.b, y.b, z), hn::MulAdd(x.c, y.c, z),
          hn::MulAdd(x.e, y.e, z)};
}
HWY_INLINE Vs MulAdd(Vs x, V y, Vs z) {
  return {hn::MulAdd(x.a, y, z.a), hn::MulAdd(x.b, y, z.b), hn::MulAdd(x.c, y, z.c),
          hn::MulAdd(x.e, y, z.e)};
}
HWY_INLINE Vs MulSub(Vs x, V y, Vs z) {
  return {hn::MulSub(x.a, y, z.a), hn::MulSub(x.b, y, z.b), hn::MulSub(x.c, y, z.c),
          hn::MulSub(x.e, y, z.e)};
}
HWY_INLINE Vs Sub(Vs x, V y) {
  return {hn::Sub(x.a, y), hn::Sub(x.b, y), hn::Sub(x.c, y), hn::Sub(x.e, y)};
}
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

/// Vectors that a step takes: 16 entries hold a whole number of steps.
inline constexpr std::size_t kStep = hn::MaxLanes(D()) > 4 ? 2 : 4;
/// Vectors between two exact additions.
inline constexpr std::size_t kChunk = 16;

/// A row's Σ exp on its way, lane by lane in high + low, and its largest entry.
struct Direct {
  V high;
  V low;
  Largest largest;
};
HWY_INLINE Direct NoDirect() { return {hn::Zero(D()), hn::Zero(D()), NoneYet()}; }

/// Σ exp of at most kChunk vectors of entries, NaN if there is one, and the largest of numbers.
template <bool kKeep, bool kRead = false>
HWY_INLINE V SumOfChunk(const float* x, std::size_t count, Largest& largest, double* kept) {
  const D d;
  const DF f;
  const std::size_t lanes = hn::Lanes(d);
  const V least = hn::Set(d, kDirectLeast);
  V sum = hn::Zero(d);
  for (std::size_t at = 0; at < count; at += kStep * lanes) {
    for (std::size_t j = 0; j < kStep * lanes; j += hn::Lanes(f)) {
      const auto v = hn::LoadU(f, x + at + j);
      largest.value = hn::Max(largest.value, v);
    }
    const auto entry = [&](std::size_t j) HWY_ATTR {
      return j < kStep ? AtLeast(hn::PromoteTo(d, hn::LoadU(D32(), x + at + j * lanes)), least)
                       : hn::Zero(d);
    };
    const Vs e = ExpDirect<false, kRead>(d, {entry(0), entry(1), entry(2), entry(3)});
    V all = hn::Add(e.a, e.b);
    if constexpr (kStep == 4) all = hn::Add(all, hn::Add(e.c, e.e));
    sum = hn::Add(sum, all);
    if constexpr (kKeep) {
      hn::StoreU(e.a, d, kept + at);
      hn::StoreU(e.b, d, kept + at + lanes);
      if constexpr (kStep == 4) {
        hn::StoreU(e.c, d, kept + at + 2 * lanes);
        hn::StoreU(e.e, d, kept + at + 3 * lanes);
      }
    }
  }
  return sum;
}

/// Adds the sum of a chunk, in each lane.
HWY_INLINE void Join(Direct& sums, V sum) {
  const Pair joined = TwoSum(sums.high, sum);
  sums.high = joined.hi;
  sums.low = hn::Add(sums.low, joined.lo);
}

/// Adds exp of the entries, which are kept where kKeep.
template <bool kKeep>
HWY_INLINE void AddDirect(const float* x, std::size_t count, Direct& sums, double* kept) {
  const std::size_t chunk = kChunk * hn::Lanes(D());
  for (std::size_t at = 0; at < count; at += chunk) {
    Join(sums,
         SumOfChunk<kKeep, true>(x + at, std::min(chunk, count - at), sums.largest, kept + at));
  }
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
