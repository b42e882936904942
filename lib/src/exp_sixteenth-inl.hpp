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

/// 2^(k/16) for the k in the last bits of `shifted`, and 1 for a NaN of a float.
HWY_INLINE V PowerOfSixteenths(D d, V shifted) {
  const I64 i;
  const auto bits = hn::BitCast(i, shifted);
  const V low = hn::LoadU(d, kSixteenthTable);
  const V high = hn::LoadU(d, kSixteenthTable + 8);
  const V power{_mm512_permutex2var_pd(low.raw, bits.raw, high.raw)};  // of k mod 16
  // The table's patterns lack what the shift of k mod 16 adds.
  return hn::BitCast(d, hn::Add(hn::BitCast(i, power), hn::ShiftLeft<48>(bits)));
}

/// The coefficients of a way.
template <Exp kExp>
HWY_INLINE constexpr const auto& Sixteenths() {
  if constexpr (kExp == Exp::kShort)
    return kSixteenthShort;
  else if constexpr (kExp == Exp::kNarrow)
    return kSixteenthNarrow;
  else
    return kSixteenthPolynomial;
}

/// exp(x), as ExpDirect.
template <Exp kExp>
HWY_INLINE Vs ExpSixteenth(D d, Vs x) {
  const V magic = hn::Set(d, 0x1.8p52);
  const V inverse = hn::Set(d, 16 * kInverseLn2);
  const Vs shifted = MulAdd(x, {inverse, inverse, inverse, inverse}, magic);  // round(16 x / ln 2)
  Vs f = MulSub(x, inverse, Sub(shifted, magic));
  if constexpr (kExp == Exp::kClosest) f = MulAdd(x, hn::Set(d, 16 * kInverseLn2Low), f);
  const Vs q = Horner<false>(d, Sixteenths<kExp>(), f);
  const Vs s = {PowerOfSixteenths(d, shifted.a), PowerOfSixteenths(d, shifted.b),
                PowerOfSixteenths(d, shifted.c), PowerOfSixteenths(d, shifted.e)};
  return MulAdd(s, Mul(q, f), s);
}

#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
