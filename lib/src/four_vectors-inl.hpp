// Four vectors side by side: their chains fill the pipes. Compiled once for each target of Highway.
#if defined(SOFTMAX_FOUR_VECTORS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_FOUR_VECTORS_INL
#undef SOFTMAX_FOUR_VECTORS_INL
#else
#define SOFTMAX_FOUR_VECTORS_INL
#endif

#include "vector_pair-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

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
HWY_INLINE Vs MulAdd(Vs x, Vs y, Vs z) {
  return {hn::MulAdd(x.a, y.a, z.a), hn::MulAdd(x.b, y.b, z.b), hn::MulAdd(x.c, y.c, z.c),
          hn::MulAdd(x.e, y.e, z.e)};
}
HWY_INLINE Vs Mul(Vs x, Vs y) {
  return {hn::Mul(x.a, y.a), hn::Mul(x.b, y.b), hn::Mul(x.c, y.c), hn::Mul(x.e, y.e)};
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

/// c[0] + c[1] f + c[2] f² + … by Horner's rule.
template <bool kRead, std::size_t kTerms>
HWY_INLINE Vs Horner(D d, const double (&c)[kTerms], Vs f) {
  const V first = Constant<kRead>(d, c[kTerms - 1]);
  Vs p = {first, first, first, first};
  HWY_UNROLL(16)
  for (std::size_t i = kTerms - 1; i > 0; --i) p = MulAdd(p, f, Constant<kRead>(d, c[i - 1]));
  return p;
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
