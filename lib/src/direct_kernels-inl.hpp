// exp of the entries of float, float16 and bfloat16 rows as they are, where the largest lies within
// ±kDirectMost (Theorem 16). Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_KERNELS_INL
#undef SOFTMAX_DIRECT_KERNELS_INL
#else
#define SOFTMAX_DIRECT_KERNELS_INL
#endif

#include "exp_sixteenth-inl.hpp"
#include "formats-inl.hpp"

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
template <class Tag>
HWY_INLINE hn::Vec<Tag> AtLeast(Tag, hn::Vec<Tag> x, hn::Vec<Tag> least) {
#if HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
  return hn::Max(least, x);  // the second of two where one is NaN
#else
  return hn::IfThenElse(hn::Lt(x, least), least, x);
#endif
}

/// The coefficients of a way.
template <Exp kExp>
HWY_INLINE constexpr const auto& Exp2() {
  if constexpr (kExp == Exp::kClosest)
    return kExp2Closer;
  else if constexpr (kExp == Exp::kLong)
    return kExp2Polynomial;
  else
    return kExp2Short;
}

/// exp(x) for |x| ≤ −kDirectLeast (Theorem 16). NaN of a float gives NaN: 12 bits at the end of it
/// are 0, so that `Scaled` adds nothing.
template <Exp kExp, bool kRead = false>
HWY_INLINE Vs ExpDirect(D d, Vs x) {
  const V magic = hn::Set(d, 0x1.8p52);
  const V inverse = hn::Set(d, kInverseLn2);
  const Vs shifted = MulAdd(x, {inverse, inverse, inverse, inverse}, magic);  // round(x / ln 2)
  Vs f = MulSub(x, inverse, Sub(shifted, magic));
  if constexpr (kExp == Exp::kClosest) f = MulAdd(x, Constant<kRead>(d, kInverseLn2Low), f);
  Vs p = Horner<kRead>(d, Exp2<kExp>(), f);
  p = MulAdd(p, f, Constant<kRead>(d, 1.0));
  return {Scaled(p.a, shifted.a), Scaled(p.b, shifted.b), Scaled(p.c, shifted.c),
          Scaled(p.e, shifted.e)};
}

/// exp of entries, by the shorter way where the target has one.
template <Exp kExp, bool kRead = false>
HWY_INLINE Vs ExpOfEntries(D d, Vs x) {
#if SOFTMAX_SIXTEENTHS
  return ExpSixteenth<kExp>(d, x);
#else
  return ExpDirect<kExp, kRead>(d, x);
#endif
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
