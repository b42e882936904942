// How vectors read the four formats, and how they round to three of them (Theorem 10). Compiled
// once for each target of Highway: no include guard but the target's own.
#if defined(SOFTMAX_FORMATS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_FORMATS_INL
#undef SOFTMAX_FORMATS_INL
#else
#define SOFTMAX_FORMATS_INL
#endif

#include <hwy/cache_control.h>

#include "format_traits.hpp"
#include "vector_pair-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Asks for the lines of kBytes that stand 2 KiB on: the processor's own look-ahead ends with each
/// page.
template <std::size_t kBytes, class T>
HWY_INLINE void PrefetchFrom(const T* at) {
  const auto* const ahead = reinterpret_cast<const char*>(at) + 2048;
  for (std::size_t i = 0; i < kBytes; i += 64) hwy::Prefetch(ahead + i);
}

using D32 = hn::Rebind<float, D>;
using V32 = hn::Vec<D32>;
using I64 = hn::RebindToSigned<D>;
using U64 = hn::RebindToUnsigned<D>;
using U32 = hn::Rebind<std::uint32_t, D>;
using U16 = hn::Rebind<std::uint16_t, D>;

/// Lanes(d) entries as floats, for any float tag: exact for every bit pattern but NaN, which stays
/// NaN.
template <class DF>
HWY_INLINE hn::Vec<DF> LoadFloats(DF d, const float* x) {
  return hn::LoadU(d, x);
}
template <class DF>
HWY_INLINE hn::Vec<DF> LoadFloats(DF d, const bfloat16* x) {
  const hn::RebindToUnsigned<DF> u;
  const hn::Rebind<std::uint16_t, DF> h;
  const auto bits = hn::LoadU(h, reinterpret_cast<const std::uint16_t*>(x));
  return hn::BitCast(d, hn::ShiftLeft<16>(hn::PromoteTo(u, bits)));
}
template <class DF>
HWY_INLINE hn::Vec<DF> LoadFloats(DF d, const float16* x) {
  const hn::RebindToUnsigned<DF> u;
  const hn::Rebind<std::uint16_t, DF> h;
#if HWY_TARGET <= HWY_AVX2 && !defined(HWY_DISABLE_F16C)
  const hn::Rebind<hwy::float16_t, DF> f16;
  return hn::PromoteTo(d,
                       hn::BitCast(f16, hn::LoadU(h, reinterpret_cast<const std::uint16_t*>(x))));
#endif
  const auto bits = hn::PromoteTo(u, hn::LoadU(h, reinterpret_cast<const std::uint16_t*>(x)));
  const auto magnitude = hn::And(bits, hn::Set(u, 0x7FFF));
  // Exponent and fraction in the place of a float's are 2^-112 of the value, subnormals too.
  const auto finite = hn::Mul(hn::BitCast(d, hn::ShiftLeft<13>(magnitude)), hn::Set(d, 0x1p112F));
  // Infinity and NaN: the exponent is filled up.
  const auto special = hn::BitCast(d, hn::Or(hn::ShiftLeft<13>(magnitude), hn::Set(u, 0x7F800000)));
  const auto is_special = hn::RebindMask(d, hn::Gt(magnitude, hn::Set(u, 0x7BFF)));
  const auto sign = hn::BitCast(d, hn::ShiftLeft<16>(hn::Xor(bits, magnitude)));
  return hn::Or(hn::IfThenElse(is_special, special, finite), sign);
}
HWY_INLINE V LoadEntries(D d, const double* x) { return hn::LoadU(d, x); }
template <class T>
HWY_INLINE V LoadEntries(D d, const T* x) {
  return hn::PromoteTo(d, LoadFloats(D32(), x));
}

/// The test of a rounding for values of relative error `units` · 2^-53, broadcast (Theorem 10).
struct Slack {
  double low_factor;
  double high_factor;
  std::int64_t units;
  explicit Slack(double error)
      : low_factor(1 - error * 0x1p-53),
        high_factor(1 + error * 0x1p-53),
        units(static_cast<std::int64_t>(error)) {}
};

/// Rounds v ≥ 0 to T, stores it with the sign bit set where kNegative, and tells where the error
/// may change the result.
template <bool kNegative, class T>
HWY_INLINE hn::Mask<D> Round(D d, V v, const Slack& slack, T* y) {
  using Traits = FormatTraits<T>;
  constexpr int kDrop = 53 - Traits::kPrecision;
  constexpr int kLeastNormal = Traits::kQuantum + Traits::kPrecision - 1;
  const I64 i;
  const auto bits = hn::BitCast(i, v);
  // Open: a midpoint, 2^(kDrop − 1) in the bits that go, is at most `units` away.
  const auto above = hn::And(hn::Add(bits, hn::Set(i, slack.units - (1LL << (kDrop - 1)))),
                             hn::Set(i, (1LL << kDrop) - 1));
  auto open = hn::RebindMask(d, hn::Lt(above, hn::Set(i, 2 * slack.units + 1)));
  const auto is_small = hn::Lt(v, hn::Set(d, std::bit_cast<double>((1023LL + kLeastNormal) << 52)));
  const V low = hn::Mul(v, hn::Set(d, slack.low_factor));
  const V high = hn::Mul(v, hn::Set(d, slack.high_factor));
  if constexpr (std::same_as<T, float>) {
    V32 rounded = hn::DemoteTo(D32(), v);
    if (HWY_UNLIKELY(!hn::AllFalse(d, is_small))) {
      const V32 upper = hn::DemoteTo(D32(), high);
      const auto differ =
          hn::Ne(hn::PromoteTo(d, hn::DemoteTo(D32(), low)), hn::PromoteTo(d, upper));
      open = hn::Or(hn::And(is_small, differ), hn::AndNot(is_small, open));
    }
    hn::StoreU(kNegative ? hn::Neg(rounded) : rounded, D32(), y);
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
    // The emulated conversion gives the largest finite float where it should give infinity.
    open = hn::Or(open, hn::Gt(v, hn::Set(d, 0x1.fffffep127)));
#endif
  } else {
    const U64 u;
    // No tie is left: the nearest is the floor after half a unit; the exponent changes its bias.
    const auto normal = hn::Sub(
        hn::ShiftRight<kDrop>(hn::Add(hn::BitCast(u, v), hn::Set(u, 1ULL << (kDrop - 1)))),
        hn::Set(u, static_cast<std::uint64_t>(1022 + kLeastNormal) << (Traits::kPrecision - 1)));
    // Subnormal: a number of which the last bit is the quantum rounds the sum as it should be.
    const V shift = hn::Set(d, std::bit_cast<double>((1023LL + 52 + Traits::kQuantum) << 52));
    const V sum = hn::Add(high, shift);
    const auto differ = hn::Ne(hn::Add(low, shift), sum);
    const auto subnormal = hn::BitCast(u, hn::Sub(hn::BitCast(i, sum), hn::BitCast(i, shift)));
    open = hn::Or(hn::And(is_small, differ), hn::AndNot(is_small, open));
    const auto result = hn::IfThenElse(hn::RebindMask(u, is_small), subnormal, normal);
    auto narrow = hn::Min(hn::TruncateTo(U32(), result), hn::Set(U32(), kInfinityBits<T>));
    if constexpr (kNegative) narrow = hn::Or(narrow, hn::Set(U32(), 0x8000));
    // Not TruncateTo: that of Highway 1.0.3 gives 0 for 8 lanes where the target is AVX3_DL.
    const hn::RebindToSigned<U32> i32;
    hn::StoreU(hn::DemoteTo(U16(), hn::BitCast(i32, narrow)), U16(),
               reinterpret_cast<std::uint16_t*>(y));
  }
  return open;
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
