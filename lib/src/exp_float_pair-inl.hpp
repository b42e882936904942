// exp of entries of 16 bits as pairs of floats, where a vector looks up 32 of them at once: AVX-512
// (Theorem 19). Compiled once for each target of Highway.
#if defined(SOFTMAX_EXP_FLOAT_PAIR_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_EXP_FLOAT_PAIR_INL
#undef SOFTMAX_EXP_FLOAT_PAIR_INL
#else
#define SOFTMAX_EXP_FLOAT_PAIR_INL
#endif

#include "direct_kernels-inl.hpp"
#include "exp_float_pair.hpp"
#include "row_passes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if SOFTMAX_SIXTEENTHS
using VF = hn::Vec<DF>;

/// high + low, |low| below high/64 where it is exp of an entry that counts.
struct FloatPair {
  VF high;
  VF low;
};

/// table[k mod 32] for the k in the last bits of `shifted`.
HWY_INLINE VF Look(const float* table, VF shifted) {
  const DF d;
  const VF low = hn::LoadU(d, table);
  const VF high = hn::LoadU(d, table + 16);
  const auto k = hn::BitCast(hn::RebindToSigned<DF>(), shifted);
  return VF{_mm512_permutex2var_ps(low.raw, k.raw, high.raw)};
}

/// exp(x) within bound::float_pair::kExp for x from `far`, −70 at least, to ln 2^64; both parts 0
/// below `far`; above, their sum is larger than 2^64, infinite or NaN; of NaN the low part is NaN.
HWY_INLINE FloatPair ExpFloatPair(VF x, float far) {
  const DF d;
  const VF magic = hn::Set(d, 0x1.8p18F);
  const VF shifted = hn::MulAdd(x, hn::Set(d, kFloatInverseLn2), magic);
  const VF k = hn::Sub(shifted, magic);  // round(32 x / ln 2) / 32
  VF f = hn::MulSub(x, hn::Set(d, kFloatInverseLn2High), k);
  f = hn::MulAdd(x, hn::Set(d, kFloatInverseLn2Low), f);
  const auto c = [&](int i) HWY_ATTR { return hn::Set(d, kFloatPairPolynomial[i]); };
  const VF q = hn::MulAdd(hn::MulAdd(c(2), f, c(1)), f, c(0));
  const VF w = hn::MulAdd(q, f, Look(kFloatPairLow, shifted));
  const VF power = Look(kFloatPairHigh, shifted);
  // Masked: a result below the normal floats takes as long as a hundred others.
  const __mmask16 near = _mm512_cmp_ps_mask(x.raw, hn::Set(d, far).raw, _CMP_NLT_UQ);
  const VF high{_mm512_maskz_scalef_ps(near, power.raw, k.raw)};
  return {high, VF{_mm512_maskz_mul_ps(near, high.raw, w.raw)}};
}
#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
