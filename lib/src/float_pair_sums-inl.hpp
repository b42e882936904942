// Σ exp of rows of 16 bits that fit the buffers together, from pairs of floats (Theorem 19).
// Compiled once for each target of Highway.
#if defined(SOFTMAX_FLOAT_PAIR_SUMS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_FLOAT_PAIR_SUMS_INL
#undef SOFTMAX_FLOAT_PAIR_SUMS_INL
#else
#define SOFTMAX_FLOAT_PAIR_SUMS_INL
#endif

#include "direct_sums-inl.hpp"
#include "exp_float_pair-inl.hpp"
#include "quick_rounding-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if SOFTMAX_SIXTEENTHS
/// Rows are taken from pairs of floats where Σ exp(x) lies in between.
template <class T>
inline constexpr double kFloatPairLeast = std::same_as<T, float16> ? 0x1p-28 : 0x1p-15;
inline constexpr double kFloatPairMost = 0x1p64;
/// Entries below it are nothing beside such a sum; outputs of float16 are 0 there, and those of
/// bfloat16 below kFloatPairZero. In between a row of bfloat16 is left to others.
template <class T>
inline constexpr float kFloatPairFar = std::same_as<T, float16> ? -52 : -70;
inline constexpr float kFloatPairZero = -104;
/// Where no entry but zeros lies below it, no output of bfloat16 is below 2^-100 but they.
inline constexpr float kFloatPairNear = -24;
/// Vectors that are added up in floats.
inline constexpr std::size_t kFloatPairChunk = 8;

/// Rows of a group, as DirectRows.
struct FloatPairRows {
  alignas(64) double lanes[kMostRows * kMaxLanes];  ///< Σ exp(x) of each, lane by lane
  alignas(64) double factor[kMostRows];             ///< as FactorOfDirect gives it
  alignas(64) float high[kMostRows];                ///< that as a float,
  alignas(64) float low[kMostRows];                 ///< and the rest
  std::uint64_t usable = 0;                         ///< a bit a row
};

/// a + b without error, for numbers that are not negative, but that a NaN may be lost.
HWY_INLINE FloatPair AddExactly(VF a, VF b) {
  const VF large = hn::Max(a, b);
  const VF small = hn::Min(a, b);
  const VF sum = hn::Add(large, small);
  return {sum, hn::Sub(small, hn::Sub(sum, large))};
}

/// The halves of high and of low added, the former in double.
HWY_INLINE V HalvesAdded(FloatPair sum) {
  const D d;
  const D32 half;
  const V low =
      hn::PromoteTo(d, hn::Add(hn::LowerHalf(half, sum.low), hn::UpperHalf(half, sum.low)));
  const V a = hn::PromoteTo(d, hn::LowerHalf(half, sum.high));
  const V b = hn::PromoteTo(d, hn::UpperHalf(half, sum.high));
  return hn::Add(hn::Add(a, b), low);
}

/// min(least, entries), but for zeros and NaN.
HWY_INLINE VF LeastEntry(VF x, VF least) {
  const VF zero = hn::Set(DF(), kFloatPairZero);
  const __mmask16 is_more = _mm512_cmp_ps_mask(x.raw, zero.raw, _CMP_GE_OQ);
  return VF{_mm512_mask_min_ps(least.raw, is_more, least.raw, x.raw)};
}

/// The exponentials of a vector of entries, where kKeep kept, and for bfloat16 the least entry.
template <bool kKeep, class T>
HWY_INLINE FloatPair FloatPairOf(const T* x, [[maybe_unused]] float* kept,
                                 [[maybe_unused]] VF& least) {
  const DF d;
  const VF entry = LoadFloats(d, x);
  const FloatPair e = ExpFloatPair(entry, kFloatPairFar<T>);
  if constexpr (kKeep) {
    hn::StoreU(e.high, d, kept);
    hn::StoreU(e.low, d, kept + kRowBlock);
    if constexpr (std::same_as<T, bfloat16>) least = LeastEntry(entry, least);
  }
  return e;
}

/// Σ exp of at most kFloatPairChunk vectors of entries, lane by lane; NaN if there is one, of which
/// the low parts tell.
template <bool kKeep, class T>
HWY_INLINE V SumOfFloatPairs(const T* x, std::size_t count, float* kept, VF& least) {
  const DF d;
  const std::size_t lanes = hn::Lanes(d);
  FloatPair sum = FloatPairOf<kKeep>(x, kept, least);
  std::size_t at = lanes;
  VF errors = hn::Zero(d);
  for (; at + lanes < count; at += 2 * lanes) {
    PrefetchFrom<2 * hn::MaxLanes(d) * sizeof(T)>(x + at);
    const FloatPair a = FloatPairOf<kKeep>(x + at, kept + at, least);
    const FloatPair b = FloatPairOf<kKeep>(x + at + lanes, kept + at + lanes, least);
    const FloatPair two = AddExactly(a.high, b.high);
    const FloatPair all = AddExactly(sum.high, two.high);
    sum = {all.high, hn::Add(sum.low, hn::Add(a.low, b.low))};
    errors = hn::Add(errors, hn::Add(two.low, all.low));
  }
  if (at < count) {
    const FloatPair a = FloatPairOf<kKeep>(x + at, kept + at, least);
    const FloatPair all = AddExactly(sum.high, a.high);
    sum = {all.high, hn::Add(sum.low, a.low)};
    errors = hn::Add(errors, all.low);
  }
  return HalvesAdded({sum.high, hn::Add(sum.low, errors)});
}

/// Σ exp of the rows, lane by lane; the least entry of bfloat16 for softmax.
template <bool kKeep, class T>
HWY_INLINE VF LanesOfFloatPairs(const WholeRows<const T>& whole, const RowLayout& layout,
                                RowBuffers<T>& buffers, FloatPairRows& rows) {
  const D d;
  const std::size_t room = padded(layout.cols);
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t chunk = kFloatPairChunk * hn::Lanes(DF());
  VF least = hn::Zero(DF());
  if (room == kPad) {  // one vector a row: the constants stay where they are
    for (std::size_t r = 0; r < layout.rows; ++r) {
      const FloatPair e = FloatPairOf<kKeep>(whole.row(r), buffers.pairs + r * kPad, least);
      hn::Store(HalvesAdded(e), d, rows.lanes + r * lanes);
    }
    return least;
  }
  for (std::size_t r = 0; r < layout.rows; ++r) {
    const T* const entries = whole.row(r);
    float* const kept = buffers.pairs + r * room;
    V sum = hn::Zero(d);
    for (std::size_t at = 0; at < room; at += chunk) {
      const std::size_t some = std::min(chunk, room - at);
      sum = hn::Add(sum, SumOfFloatPairs<kKeep>(entries + at, some, kept + at, least));
    }
    hn::Store(sum, d, rows.lanes + r * lanes);
  }
  return least;
}

/// Rows of bfloat16 of which an output may lie between 0 and 2^-100 are usable no longer.
template <class T>
HWY_NOINLINE HWY_ATTR void LeaveFarRows(const WholeRows<const T>& whole, const RowLayout& layout,
                                        FloatPairRows& rows) {
  const DF d;
  for (std::size_t r = 0; r < layout.rows; ++r) {
    VF least = hn::Zero(d);
    for (std::size_t i = 0; i < padded(layout.cols); i += hn::Lanes(d))
      least = LeastEntry(LoadFloats(d, whole.row(r) + i), least);
    const auto entry = static_cast<double>(hn::GetLane(hn::MinOfLanes(d, least)));
    // The factor is the inverse of the sum.
    const double lowest = -0.6932 * (std::ilogb(rows.factor[r]) - 1) - 69.3;
    if (entry < static_cast<double>(kFloatPairFar<T>) || entry < lowest)
      rows.usable &= ~(std::uint64_t{1} << r);
  }
}

/// The sums of the rows, and what their outputs need of them.
template <Function F, class T>
HWY_INLINE void SumFloatPairs(const WholeRows<const T>& whole, const RowLayout& layout,
                              RowBuffers<T>& buffers, FloatPairRows& rows) {
  const D d;
  const D32 floats;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  const std::size_t lanes = hn::Lanes(d);
  const VF least = LanesOfFloatPairs<kSoftmax>(whole, layout, buffers, rows);
  for (std::size_t r = layout.rows; r % lanes != 0; ++r)
    hn::Store(hn::Load(d, rows.lanes), d, rows.lanes + r * lanes);
  for (std::size_t r = 0; r < layout.rows; r += lanes) {
    const V sum = SumsOfVectors(d, rows.lanes + r * lanes);
    const auto near = hn::And(hn::Ge(sum, hn::Set(d, kFloatPairLeast<T>)),
                              hn::Le(sum, hn::Set(d, kFloatPairMost)));  // false for NaN
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, near, bits);
    rows.usable |= std::uint64_t{bits[0]} << r;
    const V factor = FactorOfDirect<F>(d, hn::IfThenElse(near, sum, hn::Set(d, 1.0)));
    hn::Store(factor, d, rows.factor + r);
    if constexpr (kSoftmax) {
      const V down = kRoundsDown<T> ? hn::Mul(factor, hn::Set(d, kFloatPairDown)) : factor;
      const V32 high = hn::DemoteTo(floats, down);
      hn::Store(high, floats, rows.high + r);
      hn::Store(hn::DemoteTo(floats, hn::Sub(down, hn::PromoteTo(d, high))), floats, rows.low + r);
    }
  }
  rows.usable &= ~std::uint64_t{0} >> (64 - layout.rows);
  if constexpr (kSoftmax && std::same_as<T, bfloat16>)
    if (HWY_UNLIKELY(!hn::AllTrue(DF(), hn::Ge(least, hn::Set(DF(), kFloatPairNear)))))
      LeaveFarRows(whole, layout, rows);
}
#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
