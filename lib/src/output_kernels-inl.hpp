// The outputs of float, float16 and bfloat16 rows, two vectors at once and one branch for many
// entries; what that leaves open is taken again one vector at a time (Theorem 10). Compiled once
// for each target of Highway.
#if defined(SOFTMAX_OUTPUT_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_OUTPUT_KERNELS_INL
#undef SOFTMAX_OUTPUT_KERNELS_INL
#else
#define SOFTMAX_OUTPUT_KERNELS_INL
#endif

#include "row_passes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Entries between two branches, at least.
inline constexpr std::size_t kQuick = 64;

#define SOFTMAX_QUICK (HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128)
#if SOFTMAX_QUICK
using Twice = hn::Twice<D32>;
using Halves = hn::Repartition<std::uint32_t, D>;

#define SOFTMAX_CONVERTS_F16 (HWY_TARGET <= HWY_AVX2 && !defined(HWY_DISABLE_F16C))
using Narrow = hn::Rebind<std::uint16_t, Twice>;

/// What many roundings have in common: the one nearest to a midpoint, the least result, and the
/// bits in which the ends of enclosures differ.
struct Quick {
  hn::Vec<Halves> nearest;
  hn::Vec<Twice> least;
  hn::Vec<Narrow> differ;
};
HWY_INLINE Quick NoQuick() {
  return {hn::Set(Halves(), ~std::uint32_t{0}), hn::Set(Twice(), 1.0F), hn::Zero(Narrow())};
}
/// The bits that go when a number is rounded to T: of a double's 32 lower ones for float, else of a
/// float's, which is within one of its units.
template <class T>
inline constexpr int kGoing = std::same_as<T, float> ? 29 : 24 - FormatTraits<T>::kPrecision;

/// Whether all were right for errors of `units`, and normal numbers where T needs that.
template <class T>
HWY_INLINE bool IsRight(const Quick& quick, std::uint32_t units) {
  const Halves halves;
  const Twice twice;
#if SOFTMAX_CONVERTS_F16
  if constexpr (std::same_as<T, float16>) {
    const hn::Repartition<std::uint64_t, Narrow> all;
    return hn::AllTrue(all, hn::Eq(hn::BitCast(all, quick.differ), hn::Zero(all)));
  }
#endif
  const std::uint32_t most = (std::same_as<T, float> ? units : 1) << (33 - kGoing<T>);
  const bool right = hn::AllTrue(halves, hn::Gt(quick.nearest, hn::Set(halves, most)));
  if constexpr (std::same_as<T, float16>) return right;
  return right && hn::AllTrue(twice, hn::Ge(quick.least, hn::Set(twice, 0x1p-126F)));
}

/// Stores floats r > 0, rounded again to a format of 16 bits (Theorem 17); `going` as below.
template <bool kNegative, class T>
HWY_INLINE void StoreNarrow(hn::Vec<Twice> r, T* y, Quick& quick) {
  const Twice twice;
#if SOFTMAX_CONVERTS_F16
  if constexpr (std::same_as<T, float16>) {
    // The neighbours of r, or what lies beyond them.
    const Narrow narrow;
    const hn::Rebind<hwy::float16_t, Twice> f16;
    const auto low = hn::DemoteTo(f16, hn::Mul(r, hn::Set(twice, 1 - 0x1p-23F)));
    const auto high = hn::DemoteTo(f16, hn::Mul(r, hn::Set(twice, 1 + 0x1p-23F)));
    auto result = hn::BitCast(narrow, high);
    quick.differ = hn::Or(quick.differ, hn::Xor(hn::BitCast(narrow, low), result));
    if constexpr (kNegative) result = hn::Or(result, hn::Set(narrow, 0x8000));
    hn::StoreU(result, narrow, reinterpret_cast<std::uint16_t*>(y));
    return;
  }
#endif
  const Halves halves;
  const hn::RebindToSigned<Twice> signed_twice;
  constexpr int kDrop = kGoing<T>;
  constexpr auto kBias = static_cast<std::uint32_t>(128 - (std::same_as<T, float16> ? 16 : 128))
                         << (FormatTraits<T>::kPrecision - 1);
  const auto bits = hn::BitCast(halves, r);
  const auto shift = hn::Set(halves, (std::uint32_t{1} << (32 - kDrop)) + (std::uint32_t{1} << 31));
  auto near = hn::Add(hn::ShiftLeft<32 - kDrop>(bits), shift);
  const auto half = hn::Set(halves, std::uint32_t{1} << (kDrop - 1));
  auto result = hn::Sub(hn::ShiftRight<kDrop>(hn::Add(bits, half)), hn::Set(halves, kBias));
  if constexpr (std::same_as<T, float16>) {
    // Subnormal: a number of which the last bit is the quantum, 2^-24, rounds the sum.
    const auto quantum = hn::Set(twice, 0.5F);
    const auto low = hn::Add(hn::Mul(r, hn::Set(twice, 1 - 0x1p-22F)), quantum);
    const auto high = hn::Add(hn::Mul(r, hn::Set(twice, 1 + 0x1p-22F)), quantum);
    const auto is_small = hn::RebindMask(halves, hn::Lt(r, hn::Set(twice, 0x1p-14F)));
    const auto same = hn::RebindMask(halves, hn::Eq(low, high));
    const auto far = hn::IfThenElseZero(same, hn::Set(halves, ~std::uint32_t{0}));
    near = hn::IfThenElse(is_small, far, near);
    const auto small = hn::Sub(hn::BitCast(halves, high), hn::BitCast(halves, quantum));
    result = hn::Min(hn::IfThenElse(is_small, small, result), hn::Set(halves, kInfinityBits<T>));
  }
  quick.nearest = hn::Min(quick.nearest, near);
  if constexpr (kNegative) result = hn::Or(result, hn::Set(halves, 0x8000));
  const Narrow narrow;
  hn::StoreU(hn::DemoteTo(narrow, hn::BitCast(signed_twice, result)), narrow,
             reinterpret_cast<std::uint16_t*>(y));
}

/// What RoundTwo adds for errors of `units`.
HWY_INLINE hn::Vec<Halves> ShiftOf(std::uint32_t units) {
  return hn::Set(Halves(), (units << 3) + (std::uint32_t{1} << 31));
}

/// Writes a and b rounded. For float the 29 bits that go, times 8, stand in 32-bit lanes: a
/// midpoint is 2^31 there. Within `units` of it they are at most 16 units once `shift`, 2^31 and 8
/// units, is added.
template <bool kNegative, class T>
HWY_INLINE void RoundTwo(V a, V b, hn::Vec<Halves> shift, T* y, Quick& quick) {
  const U64 u;
  const Twice twice;
  const Halves halves;
  const auto rounded = hn::Combine(twice, hn::DemoteTo(D32(), b), hn::DemoteTo(D32(), a));
  quick.least = hn::Min(quick.least, rounded);
  if constexpr (std::same_as<T, float>) {
    const auto low_a = hn::BitCast(halves, hn::ShiftLeft<3>(hn::BitCast(u, a)));
    const auto low_b = hn::BitCast(halves, hn::ShiftLeft<35>(hn::BitCast(u, b)));
    quick.nearest = hn::Min(quick.nearest, hn::Add(hn::OddEven(low_b, low_a), shift));
    hn::StoreU(kNegative ? hn::Neg(rounded) : rounded, twice, y);
  } else {
    StoreNarrow<kNegative>(rounded, y, quick);
  }
}

/// `count` entries as floats, at most kQuick, in `copy` where they are not.
HWY_INLINE const float* Floats(const float* x, std::size_t, float*) { return x; }
template <class T>
HWY_INLINE const float* Floats(const T* x, std::size_t count, float* copy) {
  const DF d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d))
    hn::StoreU(LoadFloats(d, x + i), d, copy + i);
  return copy;
}

/// Writes `count` values rounded: kept · factor, or (top − x) + factor where kLog.
template <bool kLog, class T>
HWY_INLINE void QuickOutputs(const T* x, const double* kept, T* y, std::size_t count, V top,
                             V factor, std::uint32_t units, Quick& quick) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  const auto shift = ShiftOf(units);
  alignas(64) float copy[kQuick];
  const std::size_t step = kLog ? kQuick : count;
  for (std::size_t first = 0; first < count; first += step) {
    const std::size_t end = std::min(count, first + step);
    [[maybe_unused]] const float* floats = nullptr;
    if constexpr (kLog) floats = Floats(x + first, end - first, copy);
    const auto output = [&](std::size_t i) HWY_ATTR {
      if constexpr (kLog)
        return hn::Add(hn::Sub(top, LoadEntries(d, floats + (i - first))), factor);
      else
        return hn::Mul(hn::LoadU(d, kept + i), factor);
    };
    for (std::size_t at = first; at < end; at += kPad) {
      HWY_UNROLL(4)
      for (std::size_t i = at; i < at + kPad; i += 2 * lanes)
        RoundTwo<kLog>(output(i), output(i + lanes), shift, y + i, quick);
    }
  }
}

/// Writes `count` values kept · factor rounded, with zeros among them, such as masks have: values
/// below 2^-151, which round to 0 (Theorem 17). Whether all are right.
template <class T>
HWY_NOINLINE HWY_ATTR bool OutputsWithZeros(const double* kept, T* y, std::size_t count,
                                            double factor, std::uint32_t units) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  const V one = hn::Set(d, 1.0);
  const auto shift = ShiftOf(units);
  Quick quick = NoQuick();
  V least = one;
  for (std::size_t i = 0; i < count; i += 2 * lanes) {
    const V a = hn::Mul(hn::LoadU(d, kept + i), hn::Set(d, factor));
    const V b = hn::Mul(hn::LoadU(d, kept + i + lanes), hn::Set(d, factor));
    for (const V v : {a, b})
      least = hn::Min(least, hn::IfThenElse(hn::Lt(v, hn::Set(d, 0x1p-151)), one, v));
    RoundTwo<false>(a, b, shift, y + i, quick);
  }
  quick.least = NoQuick().least;  // `least` has what counts
  return IsRight<T>(quick, units) && hn::AllTrue(d, hn::Ge(least, hn::Set(d, 0x1p-126)));
}
#endif

/// Whether OutputsWithZeros has written what QuickOutputs leaves open.
template <bool kLog, class T>
HWY_INLINE bool HasZeros([[maybe_unused]] const double* kept, [[maybe_unused]] T* y,
                         [[maybe_unused]] std::size_t count, [[maybe_unused]] double factor,
                         [[maybe_unused]] std::uint32_t units) {
#if SOFTMAX_QUICK
  if constexpr (!kLog && !std::same_as<T, float16>)
    return OutputsWithZeros(kept, y, count, factor, units);
#endif
  return false;
}

template <bool kLog, class T>
HWY_NOINLINE HWY_ATTR void SlowOutputs(const T* x, const double* kept, T* y, std::size_t count,
                                       double max, double factor, std::uint32_t units,
                                       const RowCalls<T>& calls, std::size_t row) {
  Outputs<kLog>(x, kept, y, count, max, hn::Set(D(), factor), Slack(units), calls, row);
}

template <bool kLog, class T>
HWY_INLINE void AllOutputs(const T* x, const double* kept, T* y, std::size_t count, double max,
                           double factor, std::uint32_t units, const RowCalls<T>& calls,
                           std::size_t row) {
#if SOFTMAX_QUICK
  for (std::size_t at = 0; at < count; at += kQuick) {
    const std::size_t some = std::min(kQuick, count - at);
    Quick quick = NoQuick();
    QuickOutputs<kLog>(x + at, kept + at, y + at, some, hn::Set(D(), max), hn::Set(D(), factor),
                       units, quick);
    if (HWY_LIKELY(IsRight<T>(quick, units))) continue;
    if (!HasZeros<kLog>(kept + at, y + at, some, factor, units))
      SlowOutputs<kLog>(x + at, kept + at, y + at, some, max, factor, units, calls, row);
  }
#else
  SlowOutputs<kLog>(x, kept, y, count, max, factor, units, calls, row);
#endif
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
