// The sums of float, float16 and bfloat16 rows without their maximum, chunk by chunk (Theorem 17).
// Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_CHUNKS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_CHUNKS_INL
#undef SOFTMAX_DIRECT_CHUNKS_INL
#else
#define SOFTMAX_DIRECT_CHUNKS_INL
#endif

#include "direct_kernels-inl.hpp"
#include "row_passes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// How exp is taken of rows in buffers, and of long ones.
template <class T>
inline constexpr Exp kExpOfRows = std::same_as<T, float> ? Exp::kShort : Exp::kNarrow;
template <class T>
inline constexpr Exp kExpOfLong = std::same_as<T, float> ? Exp::kLong : Exp::kNarrow;

/// Vectors that a step takes, where there are as many; and those of the last: 16 entries hold a
/// whole number of them.
inline constexpr std::size_t kStep = 4;
inline constexpr std::size_t kLastStep = hn::MaxLanes(D()) > 4 ? 2 : 4;
/// Vectors between two exact additions.
inline constexpr std::size_t kChunk = 16;

/// A row's Σ exp on its way, lane by lane in high + low, its largest entry, where that is looked
/// for, and whether entries are raised.
struct Direct {
  V high;
  V low;
  Largest largest;
  bool raise = false;
};
HWY_INLINE Direct NoDirect() { return {hn::Zero(D()), hn::Zero(D()), NoneYet()}; }

/// What becomes of the exponentials of a step at `at`: nothing, or they are stored.
struct KeepNone {
  template <std::size_t kVectors>
  HWY_INLINE void Store(D, std::size_t, const Vs&) const {}
  HWY_INLINE KeepNone From(std::size_t) const { return {}; }
};
struct KeepAll {
  double* to;
  template <std::size_t kVectors>
  HWY_INLINE void Store(D d, std::size_t at, const Vs& e) const {
    const std::size_t lanes = hn::Lanes(d);
    hn::StoreU(e.a, d, to + at);
    hn::StoreU(e.b, d, to + at + lanes);
    if constexpr (kVectors == 4) {
      hn::StoreU(e.c, d, to + at + 2 * lanes);
      hn::StoreU(e.e, d, to + at + 3 * lanes);
    }
  }
  HWY_INLINE KeepAll From(std::size_t at) const { return {to + at}; }
};
/// Not they, but entries of 16 bits as floats are stored.
struct KeepFloats {
  float* to;
  template <std::size_t kVectors>
  HWY_INLINE void Store(D, std::size_t, const Vs&) const {}
  HWY_INLINE KeepFloats From(std::size_t at) const { return {to + at}; }
};

/// The entries of a chunk of float as they are: those of a step are raised when they are read.
/// Others are converted to floats once, raised where kRaise, in `copy`.
template <bool kRaise, bool kLargest, class Keep>
HWY_INLINE const float* FloatsOfChunk(const float* x, std::size_t, float*, Largest&, const Keep&) {
  return x;
}
template <bool kRaise, bool kLargest, class T, class Keep>
HWY_INLINE const float* FloatsOfChunk(const T* x, std::size_t count, float* copy, Largest& largest,
                                      [[maybe_unused]] const Keep& keep) {
  const DF f;
  const auto least = hn::Set(f, static_cast<float>(kDirectLeast));
  constexpr bool kKept = std::same_as<Keep, KeepFloats>;
  if constexpr (kKept && !kRaise) copy = keep.to;
  for (std::size_t i = 0; i < count; i += hn::Lanes(f)) {
    PrefetchFrom<hn::MaxLanes(f) * sizeof(T)>(x + i);
    const auto v = LoadFloats(f, x + i);
    if constexpr (kLargest) largest.value = hn::Max(largest.value, v);
    if constexpr (kKept && kRaise) hn::StoreU(v, f, keep.to + i);
    hn::StoreU(kRaise ? AtLeast(f, v, least) : v, f, copy + i);
  }
  return copy;
}

/// The entries of a step, raised to kDirectLeast where kRaise; and the largest of numbers where
/// kLargest.
template <std::size_t kVectors, bool kRaise, bool kLargest>
HWY_INLINE Vs EntriesOfStep(D d, const float* x, Largest& largest) {
  const DF f;
  const std::size_t lanes = hn::Lanes(d);
  const V least = hn::Set(d, kDirectLeast);
  if constexpr (kLargest)
    for (std::size_t j = 0; j < kVectors * lanes; j += hn::Lanes(f))
      largest.value = hn::Max(largest.value, hn::LoadU(f, x + j));
  const auto entry = [&](std::size_t j) HWY_ATTR {
    if (j >= kVectors) return hn::Zero(d);
    const V v = LoadEntries(d, x + j * lanes);
    return kRaise ? AtLeast(d, v, least) : v;
  };
  return {entry(0), entry(1), entry(2), entry(3)};
}

/// Σ exp of the vectors of a step.
template <Exp kExp, std::size_t kVectors, bool kRaise, bool kLargest, bool kRead, class Keep>
HWY_INLINE V SumOfStep(D d, const float* x, Largest& largest, std::size_t at, const Keep& keep) {
  const Vs e =
      ExpOfEntries<kExp, kRead>(d, EntriesOfStep<kVectors, kRaise, kLargest>(d, x, largest));
  keep.template Store<kVectors>(d, at, e);
  const V sum = hn::Add(e.a, e.b);
  return kVectors == 4 ? hn::Add(sum, hn::Add(e.c, e.e)) : sum;
}

/// Σ exp of at most kChunk vectors of entries, raised where kRaise, NaN if there is one; and the
/// largest of numbers where kLargest.
template <Exp kExp, bool kRaise, bool kLargest, bool kRead = false, class T, class Keep>
HWY_INLINE V SumOfChunk(const T* entries, std::size_t count, Largest& largest, const Keep& keep) {
  const D d;
  constexpr bool kFloat = std::same_as<T, float>;
  constexpr bool kRaiseStep = kFloat && kRaise;  // others are raised when they are converted
  constexpr bool kLargestOfStep = kFloat && kLargest;
  const std::size_t lanes = hn::Lanes(d);
  alignas(64) float copy[kFloat ? 1 : kChunk * kMaxLanes];
  const float* const x = FloatsOfChunk<kRaise, kLargest>(entries, count, copy, largest, keep);
  V sum = hn::Zero(d);
  std::size_t at = 0;
  if constexpr (kStep != kLastStep)
    for (; at + kStep * lanes <= count; at += kStep * lanes) {
      if constexpr (kFloat) PrefetchFrom<kStep * hn::MaxLanes(d) * sizeof(float)>(x + at);
      sum = hn::Add(sum, SumOfStep<kExp, kStep, kRaiseStep, kLargestOfStep, kRead>(
                             d, x + at, largest, at, keep));
    }
  for (; at < count; at += kLastStep * lanes)
    sum = hn::Add(sum, SumOfStep<kExp, kLastStep, kRaiseStep, kLargestOfStep, kRead>(
                           d, x + at, largest, at, keep));
  return sum;
}

/// Adds the sum of a chunk, in each lane.
HWY_INLINE void Join(Direct& sums, V sum) {
  const Pair joined = TwoSum(sums.high, sum);
  sums.high = joined.hi;
  sums.low = hn::Add(sums.low, joined.lo);
}

/// Adds exp of the entries.
template <Exp kExp, bool kRaise, bool kLargest, class T, class Keep>
HWY_INLINE void AddDirect(const T* x, std::size_t count, Direct& sums, const Keep& keep) {
  const std::size_t chunk = kChunk * hn::Lanes(D());
  for (std::size_t at = 0; at < count; at += chunk) {
    Join(sums, SumOfChunk<kExp, kRaise, kLargest, true>(x + at, std::min(chunk, count - at),
                                                        sums.largest, keep.From(at)));
  }
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
