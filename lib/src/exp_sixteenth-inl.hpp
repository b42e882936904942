// exp where a vector looks up sixteen numbers at once: AVX-512 (Theorem 16). Compiled once for each
// target of Highway.
#if defined(SOFTMAX_EXP_SIXTEENTH_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_EXP_SIXTEENTH_INL
#undef SOFTMAX_EXP_SIXTEENTH_INL
#else
#define SOFTMAX_EXP_SIXTEENTH_INL
#endif

#include "error_bounds.hpp"
#include "exp_direct.hpp"
#include "exp_sixteenth.hpp"
#include "formats-inl.hpp"
#include "four_vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using bound::Exp;

#define SOFTMAX_SIXTEENTHS (HWY_TARGET <= HWY_AVX3)
#if SOFTMAX_SIXTEENTHS

/// 2^(k/16) for the k in the last bits of `shifted`, and a number of which the floor is that of
/// k/16.
HWY_INLINE V PowerOfSixteenths(D d, V shifted, V sixteenths) {
  const V low = hn::LoadU(d, kSixteenthTable);
  const V high = hn::LoadU(d, kSixteenthTable + 8);
  const auto k = hn::BitCast(I64(), shifted);
  const V power{_mm512_permutex2var_pd(low.raw, k.raw, high.raw)};  // of k mod 16
  return V{_mm512_scalef_pd(power.raw, sixteenths.raw)};
}
HWY_INLINE Vs PowerOfSixteenths(D d, Vs shifted, Vs sixteenths) {
  return {
      PowerOfSixteenths(d, shifted.a, sixteenths.a), PowerOfSixteenths(d, shifted.b, sixteenths.b),
      PowerOfSixteenths(d, shifted.c, sixteenths.c), PowerOfSixteenths(d, shifted.e, sixteenths.e)};
}

/// t + magic, of which the last bits are floor(16 t).
HWY_INLINE V AddDown(V t, V magic) {
  return V{_mm512_add_round_pd(t.raw, magic.raw, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC)};
}
/// t − floor(16 t)/16; 0 of an infinity.
HWY_INLINE V BeyondSixteenth(V t) {
  return V{_mm512_reduce_pd(t.raw, 4 << 4 | _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC)};
}

/// Whether exp is taken of any number as it is: but for its error the result is exp(kDirectLeast)
/// at most below kDirectLeast, and 0 of −inf; exp(kDirectMost) at least above kDirectMost.
template <Exp kExp>
inline constexpr bool kTakesAll = kExp == Exp::kShort || kExp == Exp::kNarrow;

/// exp(x), as ExpDirect.
template <Exp kExp>
HWY_INLINE Vs ExpSixteenth(D d, Vs x) {
  const V magic = hn::Set(d, 0x1.8p48);
  const V inverse = hn::Set(d, kInverseLn2);
  if constexpr (kTakesAll<kExp>) {
    const Vs t = {hn::Mul(x.a, inverse), hn::Mul(x.b, inverse), hn::Mul(x.c, inverse),
                  hn::Mul(x.e, inverse)};
    const Vs shifted = {AddDown(t.a, magic), AddDown(t.b, magic), AddDown(t.c, magic),
                        AddDown(t.e, magic)};
    const Vs f = {BeyondSixteenth(t.a), BeyondSixteenth(t.b), BeyondSixteenth(t.c),
                  BeyondSixteenth(t.e)};
    Vs p;
    if constexpr (kExp == Exp::kShort)
      p = Horner<false>(d, kSixteenthShort, f);
    else
      p = Horner<false>(d, kSixteenthNarrow, f);
    return Mul(PowerOfSixteenths(d, shifted, t), p);
  } else {
    const Vs shifted = MulAdd(x, {inverse, inverse, inverse, inverse}, magic);
    const Vs sixteenths = Sub(shifted, magic);  // round(16 x / ln 2) / 16
    Vs f = MulSub(x, inverse, sixteenths);
    if constexpr (kExp == Exp::kClosest) f = MulAdd(x, hn::Set(d, kInverseLn2Low), f);
    const Vs q = Horner<false>(d, kSixteenthPolynomial, f);
    const Vs s = PowerOfSixteenths(d, shifted, sixteenths);
    return MulAdd(s, Mul(q, f), s);
  }
}

#else

template <Exp kExp>
inline constexpr bool kTakesAll = false;

#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
