// Roundings to float, float16 and bfloat16, two vectors at once, and one test for many of them
// (Theorems 10 and 17). Compiled once for each target of Highway.
#if defined(SOFTMAX_QUICK_ROUNDING_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_QUICK_ROUNDING_INL
#undef SOFTMAX_QUICK_ROUNDING_INL
#else
#define SOFTMAX_QUICK_ROUNDING_INL
#endif

#include "halves-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#define SOFTMAX_QUICK (HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128)
#if SOFTMAX_QUICK
using Twice = hn::Twice<D32>;

#define SOFTMAX_CONVERTS_F16 (HWY_TARGET <= HWY_AVX2 && !defined(HWY_DISABLE_F16C))
using Narrow = hn::Rebind<std::uint16_t, Twice>;

/// What many roundings have in common: 2^31 less the least distance to a midpoint, the bits that go
/// being moved to the top of 32; the least result; and the bits in which the ends of enclosures
/// differ.
struct Quick {
  hn::Vec<Halves> nearest;
  hn::Vec<Twice> least;
  hn::Vec<Narrow> differ;
};
HWY_INLINE Quick NoQuick() {
  return {hn::Zero(Halves()), hn::Set(Twice(), 1.0F), hn::Zero(Narrow())};
}
/// The bits that go when a number is rounded to T: of a double's 32 lower ones for float, else of a
/// float's.
template <class T>
inline constexpr int kGoing = std::same_as<T, float> ? 29 : 24 - FormatTraits<T>::kPrecision;

/// A float is open for a result of 16 bits where it is at most this many units from a midpoint: one
/// that is nearest to a double, or to a sum of products of floats (Theorem 19), less than 1 from
/// the exact value; ln T − x, less than 2; and a product of floats, less than 4 (Theorem 17).
inline constexpr std::uint32_t kOfDouble = 0;
inline constexpr std::uint32_t kOfLogs = 1;
inline constexpr std::uint32_t kOfFloats = 3;
template <bool kLog>
inline constexpr std::uint32_t kUnitsOf = kLog ? kOfLogs : kOfDouble;

/// Whether all were right for errors of `units`, and normal numbers where T needs that: what rounds
/// to the least of them may be below it.
template <class T, std::uint32_t kUnits = kOfDouble>
HWY_INLINE bool IsRight(const Quick& quick, std::uint32_t units) {
  const Halves halves;
  const Twice twice;
#if SOFTMAX_CONVERTS_F16
  if constexpr (std::same_as<T, float16> && kUnits != kOfLogs) {
    const hn::Repartition<std::uint64_t, Narrow> all;
    return hn::AllTrue(all, hn::Eq(hn::BitCast(all, quick.differ), hn::Zero(all)));
  }
#endif
  const std::uint32_t least = (std::same_as<T, float> ? units : kUnits) << (32 - kGoing<T>);
  const auto most = hn::Set(halves, (std::uint32_t{1} << 31) - least);
  const bool right = hn::AllTrue(halves, hn::Lt(quick.nearest, most));
  if constexpr (std::same_as<T, float16>) return right;
  return right && hn::AllTrue(twice, hn::Gt(quick.least, hn::Set(twice, 0x1p-126F)));
}

/// 2^31 less the distance from 2^31, where a midpoint is.
HWY_INLINE hn::Vec<Halves> Nearness(hn::Vec<Halves> bits) {
  const hn::RebindToSigned<Halves> halves;
  return hn::BitCast(Halves(), hn::Abs(hn::BitCast(halves, bits)));
}

/// Stores floats r > 0, rounded again to a format of 16 bits (Theorem 17).
template <bool kNegative, std::uint32_t kUnits, class T>
HWY_INLINE void StoreNarrow(hn::Vec<Twice> r, T* y, Quick& quick) {
  const Twice twice;
#if SOFTMAX_CONVERTS_F16
  if constexpr (std::same_as<T, float16>) {
    const Narrow narrow;
    const Halves halves;
    const hn::Rebind<hwy::float16_t, Twice> f16;
    auto* const to = reinterpret_cast<std::uint16_t*>(y);
    if constexpr (kNegative) {  // logarithms: normal ones (kLeastLog)
      const auto near = Nearness(hn::ShiftLeft<32 - kGoing<T>>(hn::BitCast(halves, r)));
      quick.nearest = hn::Max(quick.nearest, near);
      const auto result = hn::BitCast(narrow, hn::DemoteTo(f16, r));
      hn::StoreU(hn::Or(result, hn::Set(narrow, 0x8000)), narrow, to);
    } else {  // the neighbours of r, or what lies beyond them
      constexpr float kAway = kUnits == kOfDouble ? 0x1p-23F : 0x1.8p-22F;
      const auto low = hn::DemoteTo(f16, hn::Mul(r, hn::Set(twice, 1 - kAway)));
      const auto high =
          hn::BitCast(narrow, hn::DemoteTo(f16, hn::Mul(r, hn::Set(twice, 1 + kAway))));
      quick.differ = hn::Or(quick.differ, hn::Xor(hn::BitCast(narrow, low), high));
      hn::StoreU(high, narrow, to);
    }
    return;
  }
#endif
  const Halves halves;
  const hn::RebindToSigned<Twice> signed_twice;
  constexpr int kDrop = kGoing<T>;
  constexpr auto kBias = static_cast<std::uint32_t>(128 - (std::same_as<T, float16> ? 16 : 128))
                         << (FormatTraits<T>::kPrecision - 1);
  const auto bits = hn::BitCast(halves, r);
  auto near = Nearness(hn::ShiftLeft<32 - kDrop>(bits));
  const auto half = hn::Set(halves, std::uint32_t{1} << (kDrop - 1));
  auto result = hn::Sub(hn::ShiftRight<kDrop>(hn::Add(bits, half)), hn::Set(halves, kBias));
  if constexpr (std::same_as<T, float16>) {
    // Subnormal: a number of which the last bit is the quantum, 2^-24, rounds the sum.
    const auto quantum = hn::Set(twice, 0.5F);
    constexpr float kAway = kUnits == kOfDouble ? 0x1p-22F : 0x1.8p-22F;
    const auto low = hn::Add(hn::Mul(r, hn::Set(twice, 1 - kAway)), quantum);
    const auto high = hn::Add(hn::Mul(r, hn::Set(twice, 1 + kAway)), quantum);
    const auto is_small = hn::RebindMask(halves, hn::Lt(r, hn::Set(twice, 0x1p-14F)));
    const auto same = hn::RebindMask(halves, hn::Eq(low, high));
    const auto far = hn::IfThenZeroElse(same, hn::Set(halves, std::uint32_t{1} << 31));
    near = hn::IfThenElse(is_small, far, near);
    const auto small = hn::Sub(hn::BitCast(halves, high), hn::BitCast(halves, quantum));
    result = hn::Min(hn::IfThenElse(is_small, small, result), hn::Set(halves, kInfinityBits<T>));
  }
  quick.nearest = hn::Max(quick.nearest, near);
  if constexpr (kNegative) result = hn::Or(result, hn::Set(halves, 0x8000));
  const Narrow narrow;
  hn::StoreU(hn::DemoteTo(narrow, hn::BitCast(signed_twice, result)), narrow,
             reinterpret_cast<std::uint16_t*>(y));
}

/// Whether outputs of softmax to T are rounded down to floats, which with the next but one enclose
/// them: then the factor of exp is kDown times what it was.
template <class T>
#if HWY_TARGET <= HWY_AVX3 && SOFTMAX_CONVERTS_F16
inline constexpr bool kRoundsDown = std::same_as<T, float16>;
#else
inline constexpr bool kRoundsDown = false;
#endif
inline constexpr double kDown = 1 - 0x1p-30;
inline constexpr double kFloatPairDown = 1 - 0x1p-26;  ///< from pairs of floats (Theorem 19)
#if HWY_TARGET <= HWY_AVX3
/// Stores the values that lie between r and the next float but one, rounded.
HWY_INLINE void StoreBetween(hn::Vec<Twice> r, float16* y, Quick& quick) {
  const Twice twice;
  const Halves halves;
  const Narrow narrow;
  const hn::Rebind<hwy::float16_t, Twice> f16;
  const auto next = hn::Add(hn::BitCast(halves, r), hn::Set(halves, 2));
  const auto low = hn::BitCast(narrow, hn::DemoteTo(f16, r));
  const auto high = hn::BitCast(narrow, hn::DemoteTo(f16, hn::BitCast(twice, next)));
  quick.differ = hn::Or(quick.differ, hn::Xor(low, high));
  hn::StoreU(high, narrow, reinterpret_cast<std::uint16_t*>(y));
}
HWY_INLINE void RoundTwoDown(V a, V b, float16* y, Quick& quick) {
  const auto down = [](V v) HWY_ATTR {
    return V32{_mm512_cvt_roundpd_ps(v.raw, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC)};
  };
  StoreBetween(hn::Combine(Twice(), down(b), down(a)), y, quick);
}
#endif

/// Writes a and b rounded. For float the 29 bits that go, times 8, stand in 32-bit lanes: a
/// midpoint is 2^31 there.
template <bool kNegative, class T>
HWY_INLINE void RoundTwo(V a, V b, T* y, Quick& quick) {
  const Twice twice;
  const auto rounded = hn::Combine(twice, hn::DemoteTo(D32(), b), hn::DemoteTo(D32(), a));
  quick.least = hn::Min(quick.least, rounded);
  if constexpr (std::same_as<T, float>) {
    quick.nearest = hn::Max(quick.nearest, Nearness(hn::ShiftLeft<3>(LowerHalves(a, b))));
    hn::StoreU(kNegative ? hn::Neg(rounded) : rounded, twice, y);
  } else {
    StoreNarrow<kNegative, kOfDouble>(rounded, y, quick);
  }
}

#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
