// The passes over a float, float16 or bfloat16 row in the first phase, in double arithmetic
// (Theorems 8 to 10). Compiled once for each target of Highway.
#if defined(SOFTMAX_ROW_PASSES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_ROW_PASSES_INL
#undef SOFTMAX_ROW_PASSES_INL
#else
#define SOFTMAX_ROW_PASSES_INL
#endif

#include "copy_entries-inl.hpp"
#include "exp_log-inl.hpp"
#include "formats-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using DF = hn::CappedTag<float, kPad>;

/// What rows need beside themselves; a row of up to kRowBlock entries is read once. The unions keep
/// the entries of 16 bits from being set to 0 for each group of rows.
template <class T>
struct RowBuffers {
  RowBuffers() {}
  union {
    alignas(64) double kept[kRowBlock];
    alignas(64) float floats[kRowBlock];     ///< for log_softmax of 16 bits: the entries
    alignas(64) float pairs[2 * kRowBlock];  ///< for softmax of them: first parts, then the others
  };
  union {
    alignas(64) T entries[kRowBlock];
  };
  union {
    alignas(64) T out[kRowBlock];
  };
};

/// At most kRowBlock entries from `at` on, filled up to a multiple of kPad with −inf.
template <class T>
HWY_INLINE const T* Entries(Row<const T> x, std::size_t at, std::size_t count, T* copy) {
  if (x.stride == 1 && count % kPad == 0) return x.data + at;
  CopyIn(x, at, count, infinity<T>(true), copy);
  return copy;
}

/// The largest entry so far, and where none was a NaN: Eq is false for one on every target, while
/// Ne differs.
struct Largest {
  hn::Vec<DF> value;
  hn::Mask<DF> number;
};
template <class T>
HWY_INLINE void FindLargest(const T* x, std::size_t count, Largest& found) {
  const DF d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto v = LoadFloats(d, x + i);
    found.value = hn::Max(found.value, v);
    found.number = hn::And(found.number, hn::Eq(v, v));
  }
}

HWY_INLINE Largest NoneYet() {
  const DF d;
  return {hn::Set(d, -std::numeric_limits<float>::infinity()), hn::Eq(hn::Zero(d), hn::Zero(d))};
}

/// The largest entry; NaN where it is infinite or an entry is NaN.
HWY_INLINE double LargestOf(const Largest& found) {
  const double max = static_cast<double>(hn::GetLane(hn::MaxOfLanes(DF(), found.value)));
  const bool finite = hn::AllTrue(DF(), found.number) && max - max == 0;
  return finite ? max : std::numeric_limits<double>::quiet_NaN();
}

template <class T>
HWY_INLINE double LargestOfRow(const T* x, std::size_t count) {
  Largest found = NoneYet();
  FindLargest(x, count, found);
  return LargestOf(found);
}

/// A sum on its way, lane by lane: Σ of the terms in high + low, and how often the largest was
/// seen.
struct Sums {
  V high;
  V low;
  V largest;
};
template <class T>
HWY_INLINE V Gap(V top, const T* x) {
  const D d;
  return hn::Min(hn::Sub(top, LoadEntries(d, x)), hn::Set(d, kCutGap));
}
/// Adds the terms of the entries (Theorem 9); without the largest ones, which are counted, unless
/// kKeep: then the terms are kept.
template <bool kKeep, class T>
HWY_INLINE void AddTerms(const T* x, std::size_t count, V top, Sums& sums, double* kept) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  const auto term = [&](std::size_t at) HWY_ATTR {
    const V gap = Gap(top, x + at);
    const V e = ExpNegative(d, gap);
    if constexpr (kKeep) {
      hn::StoreU(e, d, kept + at);
      return e;
    } else {
      const auto is_largest = hn::Eq(gap, hn::Zero(d));
      sums.largest = hn::Add(sums.largest, hn::IfThenElseZero(is_largest, hn::Set(d, 1.0)));
      return hn::IfThenZeroElse(is_largest, e);
    }
  };
  const std::size_t chunk = 32 * lanes;  // 16 terms in each lane of a and of b
  for (std::size_t begin = 0; begin < count; begin += chunk) {
    const std::size_t end = begin + chunk < count ? begin + chunk : count;
    V a = hn::Zero(d);
    V b = hn::Zero(d);
    for (std::size_t i = begin; i < end; i += 2 * lanes) {
      a = hn::Add(a, term(i));
      b = hn::Add(b, term(i + lanes));
    }
    const Pair sum = TwoSum(sums.high, hn::Add(a, b));
    sums.high = sum.hi;
    sums.low = hn::Add(sums.low, sum.lo);
  }
  const Pair sum = FastTwoSum(sums.high, sums.low);
  sums.high = sum.hi;
  sums.low = sum.lo;
}

template <class T>
HWY_NOINLINE HWY_ATTR double LargestOfRow(Row<const T> x) {
  T copy[kRowBlock];
  Largest found = NoneYet();
  for (std::size_t at = 0; at < x.n; at += kRowBlock) {
    const std::size_t count = std::min(kRowBlock, x.n - at);
    FindLargest(Entries(x, at, count, copy), padded(count), found);
  }
  return LargestOf(found);
}

/// The largest entry of a row without NaN, which is looked for once where it is not known.
template <class T>
struct Top {
  double max = 0;
  Row<const T> row = {};
  HWY_INLINE double Find() {
    if (row.data != nullptr) max = LargestOfRow(row);
    row.data = nullptr;
    return max;
  }
};

/// Settles what a test leaves open in the vector at `at`.
template <class T>
HWY_NOINLINE HWY_ATTR void SettleLanes(D d, hn::Mask<D> open, const T* x, T* y,
                                       const RowCalls<T>& calls, std::size_t row, Top<T>& largest) {
  std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, open, bits);
  const double max = largest.Find();
  for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
    if (((bits[0] >> lane) & 1) != 0)
      y[lane] = calls.output(calls.context, row, max, to_double(x[lane]));
}

/// y = kept · factor, or −((top − x) + factor) where kLog.
template <bool kLog, class T>
HWY_INLINE void Outputs(const T* x, const double* kept, T* y, std::size_t count, Top<T>& largest,
                        V top, V factor, const Slack& slack, const RowCalls<T>& calls,
                        std::size_t row) {
  const D d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    V v;
    if constexpr (kLog)
      v = hn::Add(hn::Sub(top, LoadEntries(d, x + i)), factor);
    else
      v = hn::Mul(hn::LoadU(d, kept + i), factor);
    const auto open = Round<kLog>(d, v, slack, y + i);
    if (HWY_UNLIKELY(!hn::AllFalse(d, open)))
      SettleLanes(d, open, x + i, y + i, calls, row, largest);
  }
}

/// S, or S − 1 where the largest entries were counted: Σ over the lanes (Theorem 9: five
/// roundings).
template <bool kCounted>
HWY_INLINE double TotalOf(const Sums& sums) {
  const D d;
  const V total = hn::SumOfLanes(d, hn::Add(sums.high, sums.low));
  if constexpr (!kCounted) return hn::GetLane(total);
  const V others = hn::Sub(hn::SumOfLanes(d, sums.largest), hn::Set(d, 1.0));
  return hn::GetLane(hn::Add(others, total));
}

HWY_INLINE Sums NoTerms() { return {hn::Zero(D()), hn::Zero(D()), hn::Zero(D())}; }

/// Stores `value`, which is within `error` u, rounded, where that is settled (Theorems 9 and 10): a
/// 0 of unknown sign is not. In place y is an entry that the next phase reads.
template <class T>
HWY_INLINE bool RoundWithin(double value, double error, T& y) {
  const double slack = error * bound::kUnit + std::fabs(value) * (2 * bound::kUnit);
  const T low = round_to_format<T>(value - slack);
  const T high = round_to_format<T>(value + slack);
  using Bits = typename FormatTraits<T>::Bits;
  if (std::bit_cast<Bits>(low) != std::bit_cast<Bits>(high)) return false;
  y = high;
  return true;
}

/// y = max + ln S, ln S within `error` u.
template <class T>
HWY_INLINE void LogSumExpOf(double max, double log, double error, const RowCalls<T>& calls,
                            std::size_t row, T& y) {
  if (!RoundWithin(max + log, error, y)) y = calls.logsumexp(calls.context, row, max);
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
