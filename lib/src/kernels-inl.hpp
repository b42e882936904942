// Compiled once for each target of Highway: no include guard but the target's own.
#if defined(SOFTMAX_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_KERNELS_INL
#undef SOFTMAX_KERNELS_INL
#else
#define SOFTMAX_KERNELS_INL
#endif

#include <limits>

#include "exp_polynomial.hpp"
#include "vector_pair-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using D32 = hn::Rebind<float, D>;
using U32 = hn::Rebind<std::uint32_t, D>;
using U16 = hn::Rebind<std::uint16_t, D>;
using V32 = hn::Vec<D32>;

// Each format is read and rounded by these pairs; both are exact about every bit pattern but NaN.
HWY_INLINE V LoadEntries(D d, const double* x) { return hn::LoadU(d, x); }
HWY_INLINE V LoadEntries(D d, const float* x) { return hn::PromoteTo(d, hn::LoadU(D32(), x)); }
HWY_INLINE V LoadEntries(D d, const bfloat16* x) {
  const auto bits = hn::LoadU(U16(), reinterpret_cast<const std::uint16_t*>(x));
  return hn::PromoteTo(d, hn::BitCast(D32(), hn::ShiftLeft<16>(hn::PromoteTo(U32(), bits))));
}
HWY_INLINE V LoadEntries(D d, const float16* x) {
  const U32 u;
  const auto bits = hn::PromoteTo(u, hn::LoadU(U16(), reinterpret_cast<const std::uint16_t*>(x)));
  const auto magnitude = hn::And(bits, hn::Set(u, 0x7FFF));
  // Exponent and fraction in the place of a float's are 2^-112 of the value, subnormals too.
  const V32 finite =
      hn::Mul(hn::BitCast(D32(), hn::ShiftLeft<13>(magnitude)), hn::Set(D32(), 0x1p112F));
  // Infinity and NaN: the exponent is filled up.
  const V32 special =
      hn::BitCast(D32(), hn::Or(hn::ShiftLeft<13>(magnitude), hn::Set(u, 0x7F800000)));
  const auto is_special = hn::RebindMask(D32(), hn::Gt(magnitude, hn::Set(u, 0x7BFF)));
  const auto sign = hn::BitCast(D32(), hn::ShiftLeft<16>(hn::Xor(bits, magnitude)));
  return hn::PromoteTo(d, hn::Or(hn::IfThenElse(is_special, special, finite), sign));
}

/// Rounds v ≥ 0, stores it with the sign bit set where kNegative, and tells where v − error and
/// v + error may round to different values (Theorem 10).
template <bool kNegative>
HWY_INLINE hn::Mask<D> Round(D d, V v, V error, float* y) {
  const V32 low = hn::DemoteTo(D32(), hn::Sub(v, error));
  const V32 high = hn::DemoteTo(D32(), hn::Add(v, error));
  hn::StoreU(kNegative ? hn::Neg(high) : high, D32(), y);
  const auto differ = hn::Ne(hn::PromoteTo(d, low), hn::PromoteTo(d, high));
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
  // The emulated conversion gives the largest finite float where it should give infinity.
  return hn::Or(differ, hn::Gt(v, hn::Set(d, 0x1.fffffep127)));
#else
  return differ;
#endif
}
template <bool kNegative>
HWY_INLINE void Store(hn::Vec<U32> bits, std::uint16_t* y) {
  if constexpr (kNegative) bits = hn::Or(bits, hn::Set(U32(), 0x8000));
  hn::StoreU(hn::TruncateTo(U16(), bits), U16(), y);
}
/// A mask of 32-bit lanes as one of double lanes.
HWY_INLINE hn::Mask<D> Widen(D d, hn::Mask<U32> mask) {
  const auto ones = hn::IfThenElseZero(hn::RebindMask(D32(), mask), hn::Set(D32(), 1.0F));
  return hn::Ne(hn::PromoteTo(d, ones), hn::Zero(d));
}
template <bool kNegative>
HWY_INLINE hn::Mask<D> Round(D d, V v, V /*error: less than one ulp of a float*/, bfloat16* y) {
  const U32 u;
  const auto bits = hn::BitCast(u, hn::DemoteTo(D32(), v));
  Store<kNegative>(hn::ShiftRight<16>(hn::Add(bits, hn::Set(u, 0x8000))),
                   reinterpret_cast<std::uint16_t*>(y));
  const auto rest = hn::And(bits, hn::Set(u, 0xFFFF));
  return Widen(d, hn::And(hn::Gt(rest, hn::Set(u, 0x7FFE)), hn::Lt(rest, hn::Set(u, 0x8002))));
}
template <bool kNegative>
HWY_INLINE hn::Mask<D> Round(D d, V v, V /*error: less than one ulp of a float*/, float16* y) {
  const U32 u;
  const V32 value = hn::DemoteTo(D32(), v);
  const auto bits = hn::BitCast(u, value);
  const auto is_small = hn::Lt(bits, hn::Set(u, 0x38800000));  // below 2^-14
  // Normal: 13 bits go; the exponent moves from bias 127 to 15; infinity is the largest.
  const auto normal = hn::Min(
      hn::Sub(hn::ShiftRight<13>(hn::Add(bits, hn::Set(u, 0x1000))), hn::Set(u, 112U << 10)),
      hn::Set(u, 0x7C00));
  const auto rest = hn::And(bits, hn::Set(u, 0x1FFF));
  const auto near = hn::And(hn::Gt(rest, hn::Set(u, 0xFFE)), hn::Lt(rest, hn::Set(u, 0x1002)));
  // Subnormal: adding 1/2 rounds to multiples of 2^-24, which are then the low bits.
  const V32 half = hn::Set(D32(), 0.5F);
  const auto one = hn::Set(u, 1);
  const V32 below = hn::BitCast(D32(), hn::Sub(hn::Max(bits, one), one));
  const V32 above = hn::BitCast(D32(), hn::Add(bits, one));
  const auto low = hn::BitCast(u, hn::Add(below, half));
  const auto high = hn::BitCast(u, hn::Add(above, half));
  const auto subnormal = hn::Sub(high, hn::BitCast(u, half));
  Store<kNegative>(hn::IfThenElse(is_small, subnormal, normal),
                   reinterpret_cast<std::uint16_t*>(y));
  const auto open = hn::Or(hn::And(is_small, hn::Ne(low, high)), hn::AndNot(is_small, near));
  return Widen(d, open);
}

/// exp(−gap) for 0 ≤ gap ≤ kCutGap, relative error at most 3 · 2^-53 (Theorem 8).
HWY_INLINE V ExpNegative(D d, V gap) {
  const hn::RebindToSigned<D> i;
  const V magic = hn::Set(d, 0x1.8p52);
  const V shifted = hn::NegMulAdd(gap, hn::Set(d, kLog2E), magic);  // round(−gap / ln 2) + magic
  const V k = hn::Sub(shifted, magic);
  // k · kLn2High and the difference are exact, with or without FMA.
  const V high = hn::Neg(hn::MulAdd(k, hn::Set(d, kLn2High), gap));
  const V r = hn::NegMulAdd(k, hn::Set(d, kLn2Low), high);
  V q = hn::Set(d, kExpPolynomial[9]);
  for (int c = 8; c >= 0; --c) q = hn::MulAdd(q, r, hn::Set(d, kExpPolynomial[c]));
  const V e = hn::Add(hn::Set(d, 1.0), hn::MulAdd(hn::Mul(r, r), q, r));
  return hn::BitCast(d, hn::Add(hn::BitCast(i, e), hn::ShiftLeft<52>(hn::BitCast(i, shifted))));
}

template <class T>
HWY_INLINE double MaxOf(const T* x, std::size_t count, double largest) {
  const D d;
  V max = hn::Set(d, largest);
  V nan = hn::Zero(d);  // NaN sticks to a sum
  const V mask = hn::Set(d, -std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V v = LoadEntries(d, x + i);
    max = hn::Max(max, v);
    const V unmasked = hn::IfThenZeroElse(hn::Eq(v, mask), v);
    nan = hn::Add(nan, hn::Sub(unmasked, unmasked));  // 0 but for NaN and +inf
  }
  double values[kMaxLanes] = {};
  double checks[kMaxLanes] = {};
  hn::StoreU(max, d, values);
  hn::StoreU(nan, d, checks);
  double result = largest;
  double check = 0;
  for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane) {
    if (values[lane] > result) result = values[lane];
    check += checks[lane];
  }
  return check == 0 ? result : check;
}

template <class T>
HWY_INLINE void SumOf(const T* x, std::size_t count, double max, LaneSums& sums) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  const V top = hn::Set(d, max);
  V high = hn::LoadU(d, sums.high);
  V low = hn::LoadU(d, sums.low);
  V largest = hn::LoadU(d, sums.largest);
  const std::size_t chunk = 32 * lanes;  // 16 terms in each lane of a and of b
  for (std::size_t begin = 0; begin < count; begin += chunk) {
    const std::size_t end = begin + chunk < count ? begin + chunk : count;
    V a = hn::Zero(d);
    V b = hn::Zero(d);
    const auto term = [&](const T* from) HWY_ATTR {
      const V gap = hn::Min(hn::Sub(top, LoadEntries(d, from)), hn::Set(d, kCutGap));
      const auto is_largest = hn::Eq(gap, hn::Zero(d));
      largest = hn::Add(largest, hn::IfThenElseZero(is_largest, hn::Set(d, 1.0)));
      return hn::IfThenZeroElse(is_largest, ExpNegative(d, gap));
    };
    for (std::size_t i = begin; i < end; i += 2 * lanes) {
      a = hn::Add(a, term(x + i));
      b = hn::Add(b, term(x + i + lanes));
    }
    const V block = hn::Add(a, b);
    // high + block exactly, its error into low.
    const V sum = hn::Add(high, block);
    const V seen = hn::Sub(sum, high);
    low = hn::Add(low, hn::Add(hn::Sub(high, hn::Sub(sum, seen)), hn::Sub(block, seen)));
    high = sum;
  }
  hn::StoreU(high, d, sums.high);
  hn::StoreU(low, d, sums.low);
  hn::StoreU(largest, d, sums.largest);
}

HWY_INLINE std::size_t Report(D d, hn::Mask<D> open, V v, V error, std::size_t at,
                              std::size_t known, Undecided& out) {
  double values[kMaxLanes];
  double errors[kMaxLanes];
  double flags[kMaxLanes];
  hn::StoreU(v, d, values);
  hn::StoreU(error, d, errors);
  hn::StoreU(hn::IfThenElseZero(open, hn::Set(d, 1.0)), d, flags);
  for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane) {
    if (flags[lane] == 0) continue;
    out.index[known] = static_cast<std::uint16_t>(at + lane);
    out.value[known] = values[lane];
    out.error[known] = errors[lane];
    ++known;
  }
  return known;
}

template <class T>
HWY_INLINE std::size_t SoftmaxOf(const T* x, T* y, std::size_t count, double max, double inverse,
                                 double error, Undecided& out) {
  const D d;
  const V top = hn::Set(d, max);
  std::size_t known = 0;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V gap = hn::Min(hn::Sub(top, LoadEntries(d, x + i)), hn::Set(d, kCutGap));
    const V v = hn::Mul(ExpNegative(d, gap), hn::Set(d, inverse));
    const V slack = hn::Mul(v, hn::MulAdd(gap, hn::Set(d, 0x1p-53), hn::Set(d, error)));
    const auto open = Round<false>(d, v, slack, y + i);
    if (HWY_UNLIKELY(!hn::AllFalse(d, open))) known = Report(d, open, v, slack, i, known, out);
  }
  return known;
}

template <class T>
HWY_INLINE std::size_t LogSoftmaxOf(const T* x, T* y, std::size_t count, double max, double log,
                                    double error, Undecided& out) {
  const D d;
  const V top = hn::Set(d, max);
  std::size_t known = 0;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    // A mask gives v = inf, which rounds to infinity whatever the error says.
    const V v = hn::Add(hn::Sub(top, LoadEntries(d, x + i)), hn::Set(d, log));
    const V bounded = hn::Min(v, hn::Set(d, 0x1p200));
    const V slack = hn::MulAdd(bounded, hn::Set(d, 0x1p-51), hn::Set(d, error));
    const auto open = Round<true>(d, v, slack, y + i);
    if (HWY_UNLIKELY(!hn::AllFalse(d, open))) known = Report(d, open, v, slack, i, known, out);
  }
  return known;
}

HWY_ATTR double MaxF64(const double* x, std::size_t count, double largest) {
  return MaxOf(x, count, largest);
}

#define SOFTMAX_FOR_FORMAT(T, N)                                                                   \
  HWY_ATTR double Max##N(const T* x, std::size_t count, double largest) {                          \
    return MaxOf(x, count, largest);                                                               \
  }                                                                                                \
  HWY_ATTR void Sum##N(const T* x, std::size_t count, double max, LaneSums& sums) {                \
    SumOf(x, count, max, sums);                                                                    \
  }                                                                                                \
  HWY_ATTR std::size_t Softmax##N(const T* x, T* y, std::size_t count, double max, double inverse, \
                                  double error, Undecided& open) {                                 \
    return SoftmaxOf(x, y, count, max, inverse, error, open);                                      \
  }                                                                                                \
  HWY_ATTR std::size_t LogSoftmax##N(const T* x, T* y, std::size_t count, double max, double log,  \
                                     double error, Undecided& open) {                              \
    return LogSoftmaxOf(x, y, count, max, log, error, open);                                       \
  }
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
