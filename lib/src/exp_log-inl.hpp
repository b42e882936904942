// exp and log1p in double arithmetic (Theorems 8 and 15). Compiled once for each target of Highway.
#if defined(SOFTMAX_EXP_LOG_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_EXP_LOG_INL
#undef SOFTMAX_EXP_LOG_INL
#else
#define SOFTMAX_EXP_LOG_INL
#endif

#include "exp_polynomial.hpp"
#include "log_polynomial.hpp"
#include "vector_pair-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// exp(−gap) for 0 ≤ gap ≤ kCutGap, relative error at most 3 · 2^-53 (Theorem 8).
HWY_INLINE V ExpNegative(D d, V gap) {
  const hn::RebindToSigned<D> i;
  const V magic = hn::Set(d, 0x1.8p52);
  const V shifted = hn::NegMulAdd(gap, hn::Set(d, kLog2E), magic);  // round(−gap / ln 2) + magic
  const V k = hn::Sub(shifted, magic);
  // k · kLn2High and the difference are exact, with or without FMA.
  const V high = hn::NegMulSub(k, hn::Set(d, kLn2High), gap);
  const V r = hn::NegMulAdd(k, hn::Set(d, kLn2Low), high);
  // Even and odd powers apart: two short chains instead of a long one.
  const V square = hn::Mul(r, r);
  V even = hn::Set(d, kExpPolynomial[8]);
  V odd = hn::Set(d, kExpPolynomial[9]);
  for (int c = 6; c >= 0; c -= 2) {
    even = hn::MulAdd(even, square, hn::Set(d, kExpPolynomial[c]));
    odd = hn::MulAdd(odd, square, hn::Set(d, kExpPolynomial[c + 1]));
  }
  const V q = hn::MulAdd(odd, r, even);
  const V e = hn::Add(hn::Set(d, 1.0), hn::MulAdd(square, q, r));
  return hn::BitCast(d, hn::Add(hn::BitCast(i, e), hn::ShiftLeft<52>(hn::BitCast(i, shifted))));
}

/// k ln 2 + ln(1 + f) for an integer k and √½ ≤ 1 + f < √2 (Theorem 15).
HWY_INLINE V LogOfParts(D d, V k, V f) {
  const V z = hn::Div(f, hn::Add(hn::Set(d, 2.0), f));
  const V w = hn::Mul(z, z);
  V p = hn::Set(d, kLogPolynomial[7]);
  for (int c = 6; c >= 0; --c) p = hn::MulAdd(p, w, hn::Set(d, kLogPolynomial[c]));
  const V r = hn::MulAdd(hn::Mul(z, w), p, hn::Add(z, z));
  return hn::MulAdd(k, hn::Set(d, kLn2High), hn::MulAdd(k, hn::Set(d, kLn2Low), r));
}

/// ln s for 2^-250 ≤ s < 2^650, relative error at most 8 · 2^-53 (Theorem 15).
HWY_INLINE V Log(D d, V s) {
  const hn::RebindToUnsigned<D> u;
  // 2^256 s = 2^k m with m in [kRootHalf, 2 kRootHalf), k > 0.
  const auto bits = hn::BitCast(u, hn::Mul(s, hn::Set(d, 0x1p256)));
  const auto k = hn::ShiftRight<52>(hn::Sub(bits, hn::BitCast(u, hn::Set(d, kRootHalf))));
  const V m = hn::BitCast(d, hn::Sub(bits, hn::ShiftLeft<52>(k)));
  const V magic = hn::Set(d, 0x1p52);
  const V kd = hn::Sub(hn::BitCast(d, hn::Or(k, hn::BitCast(u, magic))), hn::Set(d, 0x1p52 + 256));
  return LogOfParts(d, kd, hn::Sub(m, hn::Set(d, 1.0)));
}

/// ln(1 + t) for 2^-900 ≤ t < 2^900, relative error at most 8 · 2^-53 (Theorem 15).
HWY_INLINE V Log1p(D d, V t) {
  const hn::RebindToUnsigned<D> u;
  const V one = hn::Set(d, 1.0);
  const Pair s = TwoSum(one, t);
  // s = 2^k m with m in [kRootHalf, 2 kRootHalf), k ≥ 0.
  const auto bits = hn::BitCast(u, s.hi);
  const auto k = hn::ShiftRight<52>(hn::Sub(bits, hn::BitCast(u, hn::Set(d, kRootHalf))));
  const auto k_field = hn::ShiftLeft<52>(k);
  const V m = hn::BitCast(d, hn::Sub(bits, k_field));
  const V scale = hn::BitCast(d, hn::Sub(hn::BitCast(u, one), k_field));  // 2^-k
  const V magic = hn::Set(d, 0x1p52);
  const V kd = hn::Sub(hn::BitCast(d, hn::Or(k, hn::BitCast(u, magic))), magic);
  const V f = hn::Add(hn::Sub(m, one), hn::Mul(s.lo, scale));
  return LogOfParts(d, kd, f);
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
