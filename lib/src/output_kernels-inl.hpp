// The outputs of float, float16 and bfloat16 rows, two vectors at once and one branch for many
// entries; what that leaves open is taken again one vector at a time (Theorem 10). Compiled once
// for each target of Highway.
#if defined(SOFTMAX_OUTPUT_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_OUTPUT_KERNELS_INL
#undef SOFTMAX_OUTPUT_KERNELS_INL
#else
#define SOFTMAX_OUTPUT_KERNELS_INL
#endif

#include "quick_rounding-inl.hpp"
#include "row_passes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Entries between two branches, at least.
inline constexpr std::size_t kQuick = 64;

#if SOFTMAX_QUICK
/// Writes `count` values rounded: kept · factor, or −(factor − x) where kLog, x of T or float. For
/// 16 bits the latter are computed in floats (Theorem 17).
template <bool kLog, class X, class T>
HWY_INLINE void QuickOutputs(const X* x, const double* kept, T* y, std::size_t count,
                             [[maybe_unused]] double factor, Quick& quick) {
  const D d;
  const Twice twice;
  const std::size_t lanes = hn::Lanes(d);
  const V factors = hn::Set(d, !kLog && kRoundsDown<T> ? factor * kDown : factor);
  const auto high = static_cast<float>(factor);
  const auto low = static_cast<float>(factor - static_cast<double>(high));
  const auto output = [&](std::size_t i) HWY_ATTR {
    if constexpr (kLog)
      return hn::Sub(factors, LoadEntries(d, x + i));
    else
      return hn::Mul(hn::LoadU(d, kept + i), factors);
  };
  for (std::size_t at = 0; at < count; at += kPad) {
    PrefetchFrom<kPad * sizeof(T)>(y + at);
    HWY_UNROLL(4)
    for (std::size_t i = at; i < at + kPad; i += 2 * lanes) {
      if constexpr (kLog && !std::same_as<T, float>) {
        const auto gap = hn::Sub(hn::Set(twice, high), LoadFloats(twice, x + i));
        const auto r = hn::Add(gap, hn::Set(twice, low));
        quick.least = hn::Min(quick.least, r);
        StoreNarrow<true, kOfLogs>(r, y + i, quick);
      } else if constexpr (!kLog && kRoundsDown<T>) {
        RoundTwoDown(output(i), output(i + lanes), y + i, quick);
      } else {
        RoundTwo<kLog>(output(i), output(i + lanes), y + i, quick);
      }
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
  Quick quick = NoQuick();
  V least = one;
  for (std::size_t i = 0; i < count; i += 2 * lanes) {
    const V a = hn::Mul(hn::LoadU(d, kept + i), hn::Set(d, factor));
    const V b = hn::Mul(hn::LoadU(d, kept + i + lanes), hn::Set(d, factor));
    for (const V v : {a, b})
      least = hn::Min(least, hn::IfThenElse(hn::Lt(v, hn::Set(d, 0x1p-151)), one, v));
    RoundTwo<false>(a, b, y + i, quick);
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

/// As QuickOutputs, each vector by itself; what is left open is settled.
template <bool kLog, class T>
HWY_NOINLINE HWY_ATTR void SlowOutputs(const T* x, const double* kept, T* y, std::size_t count,
                                       Top<T>& largest, double factor, std::uint32_t units,
                                       const RowCalls<T>& calls, std::size_t row) {
  const V v = hn::Set(D(), factor);
  Outputs<kLog>(x, kept, y, count, largest, v, kLog ? hn::Zero(D()) : v, Slack(units), calls, row);
}

template <bool kLog, class T>
HWY_INLINE void AllOutputs(const T* x, const double* kept, T* y, std::size_t count, Top<T>& largest,
                           double factor, std::uint32_t units, const RowCalls<T>& calls,
                           std::size_t row) {
#if SOFTMAX_QUICK
  for (std::size_t at = 0; at < count; at += kQuick) {
    const std::size_t some = std::min(kQuick, count - at);
    Quick quick = NoQuick();
    QuickOutputs<kLog>(x + at, kept + at, y + at, some, factor, quick);
    if (HWY_LIKELY((IsRight<T, kUnitsOf<kLog>>(quick, units)))) continue;
    if (!HasZeros<kLog>(kept + at, y + at, some, factor, units))
      SlowOutputs<kLog>(x + at, kept + at, y + at, some, largest, factor, units, calls, row);
  }
#else
  SlowOutputs<kLog>(x, kept, y, count, largest, factor, units, calls, row);
#endif
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
