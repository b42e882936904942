// The outputs of float rows, two vectors at once and one branch for many entries; what that leaves
// open is taken again one vector at a time (Theorem 10). Compiled once for each target of Highway.
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

/// kept · factor, or (top − x) + factor where kLog.
template <bool kLog>
HWY_INLINE V OutputOf(D d, const float* x, const double* kept, V top, V factor) {
  if constexpr (kLog)
    return hn::Add(hn::Sub(top, hn::PromoteTo(d, hn::LoadU(D32(), x))), factor);
  else
    return hn::Mul(hn::LoadU(d, kept), factor);
}

#define SOFTMAX_QUICK (HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128)
#if SOFTMAX_QUICK
using Twice = hn::Twice<D32>;
using Halves = hn::Repartition<std::uint32_t, D>;

/// What many roundings have in common: the one nearest to a midpoint, and the least result.
struct Quick {
  hn::Vec<Halves> nearest;
  hn::Vec<Twice> least;
};
HWY_INLINE Quick NoQuick() {
  return {hn::Set(Halves(), ~std::uint32_t{0}), hn::Set(Twice(), 1.0F)};
}
/// Whether all were right for errors of `units`, and normal numbers.
HWY_INLINE bool IsRight(const Quick& quick, std::uint32_t units) {
  const Halves halves;
  const Twice twice;
  return hn::AllTrue(halves, hn::Gt(quick.nearest, hn::Set(halves, units << 4))) &&
         hn::AllTrue(twice, hn::Ge(quick.least, hn::Set(twice, 0x1p-126F)));
}

/// Writes `count` values rounded. The 29 bits that go, times 8, stand in 32-bit lanes: a midpoint
/// is 2^31 there. Within `units` of it they are at most 16 units once 2^31 and 8 units are added.
template <bool kLog>
HWY_INLINE void QuickOutputs(const float* x, const double* kept, float* y, std::size_t count, V top,
                             V factor, std::uint32_t units, Quick& quick) {
  const D d;
  const U64 u;
  const Twice twice;
  const Halves halves;
  const std::size_t lanes = hn::Lanes(d);
  const auto shift = hn::Set(halves, (units << 3) + (std::uint32_t{1} << 31));
  for (std::size_t at = 0; at < count; at += kPad) {
    HWY_UNROLL(4)
    for (std::size_t i = at; i < at + kPad; i += 2 * lanes) {
      const V a = OutputOf<kLog>(d, x + i, kept + i, top, factor);
      const V b = OutputOf<kLog>(d, x + i + lanes, kept + i + lanes, top, factor);
      const auto low_a = hn::BitCast(halves, hn::ShiftLeft<3>(hn::BitCast(u, a)));
      const auto low_b = hn::BitCast(halves, hn::ShiftLeft<35>(hn::BitCast(u, b)));
      quick.nearest = hn::Min(quick.nearest, hn::Add(hn::OddEven(low_b, low_a), shift));
      const auto rounded = hn::Combine(twice, hn::DemoteTo(D32(), b), hn::DemoteTo(D32(), a));
      quick.least = hn::Min(quick.least, rounded);
      hn::StoreU(kLog ? hn::Neg(rounded) : rounded, twice, y + i);
    }
  }
}
#endif

/// Entries between two branches, at least.
inline constexpr std::size_t kQuick = 64;

template <bool kLog, class T>
HWY_NOINLINE HWY_ATTR void SlowOutputs(const float* x, const double* kept, T* y, std::size_t count,
                                       double max, double factor, std::uint32_t units,
                                       const RowCalls<T>& calls, std::size_t row) {
  Outputs<kLog>(x, kept, y, count, max, hn::Set(D(), factor), Slack(units), calls, row);
}

template <bool kLog, class T>
HWY_INLINE void AllOutputs(const float* x, const double* kept, T* y, std::size_t count, double max,
                           double factor, std::uint32_t units, const RowCalls<T>& calls,
                           std::size_t row) {
#if SOFTMAX_QUICK
  if constexpr (std::same_as<T, float>) {
    for (std::size_t at = 0; at < count; at += kQuick) {
      const std::size_t some = std::min(kQuick, count - at);
      Quick quick = NoQuick();
      QuickOutputs<kLog>(x + at, kept + at, y + at, some, hn::Set(D(), max), hn::Set(D(), factor),
                         units, quick);
      if (HWY_UNLIKELY(!IsRight(quick, units)))
        SlowOutputs<kLog>(x + at, kept + at, y + at, some, max, factor, units, calls, row);
    }
    return;
  }
#endif
  SlowOutputs<kLog>(x, kept, y, count, max, factor, units, calls, row);
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
