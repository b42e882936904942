// The first phase of a float, float16 or bfloat16 row, in double arithmetic (Theorems 8 to 10 and
// 14). Compiled once for each target of Highway.
#if defined(SOFTMAX_ROW_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_ROW_KERNELS_INL
#undef SOFTMAX_ROW_KERNELS_INL
#else
#define SOFTMAX_ROW_KERNELS_INL
#endif

#include "exp_log-inl.hpp"
#include "formats-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using DF = hn::CappedTag<float, kPad>;

/// What a row needs beside itself; a row of up to kRowBlock entries is read once.
template <class T>
struct RowBuffers {
  alignas(64) float entries[kRowBlock];
  alignas(64) double kept[kRowBlock];
  alignas(64) T out[kRowBlock];
};

constexpr std::size_t padded(std::size_t count) { return (count + kPad - 1) / kPad * kPad; }

/// At most kRowBlock entries from `at` on as floats, filled up to a multiple of kPad with −inf.
template <class T>
HWY_INLINE const float* Entries(Row<const T> x, std::size_t at, std::size_t count, float* copy) {
  if constexpr (std::same_as<T, float>)
    if (x.stride == 1 && count % kPad == 0) return x.data + at;
  const DF d;
  T some[kPad];
  for (std::size_t i = 0; i < count; i += kPad) {
    const T* from = x.data + at + i;
    if (x.stride != 1 || count - i < kPad) {
      for (std::size_t j = 0; j < kPad; ++j)
        some[j] = i + j < count ? x[at + i + j] : infinity<T>(true);
      from = some;
    }
    for (std::size_t j = 0; j < kPad; j += hn::Lanes(d))
      hn::StoreU(LoadFloats(d, from + j), d, copy + i + j);
  }
  return copy;
}

/// The largest entry so far, and where none was a NaN: Eq is false for one on every target, while
/// Ne differs.
struct Largest {
  hn::Vec<DF> value;
  hn::Mask<DF> number;
};
HWY_INLINE void FindLargest(const float* x, std::size_t count, Largest& found) {
  const DF d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto v = hn::LoadU(d, x + i);
    found.value = hn::Max(found.value, v);
    found.number = hn::And(found.number, hn::Eq(v, v));
  }
}

/// A sum on its way, lane by lane: Σ of the terms in high + low, and how often the largest was
/// seen.
struct Sums {
  V high;
  V low;
  V largest;
};
HWY_INLINE V Gap(V top, const float* x) {
  const D d;
  return hn::Min(hn::Sub(top, hn::PromoteTo(d, hn::LoadU(D32(), x))), hn::Set(d, kCutGap));
}
/// Adds the terms of the entries (Theorem 9); without the largest ones, which are counted, unless
/// kKeep: then the terms are kept.
template <bool kKeep>
HWY_INLINE void AddTerms(const float* x, std::size_t count, V top, Sums& sums, double* kept) {
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
}

/// Settles what a test leaves open in the vector at `at`.
template <class T>
HWY_NOINLINE HWY_ATTR void SettleLanes(D d, hn::Mask<D> open, const float* x, T* y,
                                       const RowCalls<T>& calls, double max) {
  std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, open, bits);
  for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
    if (((bits[0] >> lane) & 1) != 0)
      y[lane] = calls.output(calls.context, max, static_cast<double>(x[lane]));
}

/// y = kept · factor, or −((top − x) + factor) where kLog.
template <bool kLog, class T>
HWY_INLINE void Outputs(const float* x, const double* kept, T* y, std::size_t count, double max,
                        V factor, const Slack& slack, const RowCalls<T>& calls) {
  const D d;
  const V top = hn::Set(d, max);
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    V v;
    if constexpr (kLog)
      v = hn::Add(hn::Sub(top, hn::PromoteTo(d, hn::LoadU(D32(), x + i))), factor);
    else
      v = hn::Mul(hn::LoadU(d, kept + i), factor);
    const auto open = Round<kLog>(d, v, slack, y + i);
    if (HWY_UNLIKELY(!hn::AllFalse(d, open))) SettleLanes(d, open, x + i, y + i, calls, max);
  }
}

/// Σ over the lanes, every lane (Theorem 9: five more roundings with the count).
HWY_INLINE V TotalOf(D d, const Sums& sums) {
  return hn::SumOfLanes(d, hn::Add(sums.high, sums.low));
}

template <Function F, class T>
HWY_INLINE bool RowOf(Row<const T> x, Row<T> y, const RowCalls<T>& calls) {
  const D d;
  RowBuffers<T> buffers;
  const bool single = x.n <= kRowBlock;
  const float* block = nullptr;
  const auto blocks = [&](auto visit) HWY_ATTR {
    for (std::size_t at = 0; at < x.n; at += kRowBlock) {
      const std::size_t count = x.n - at < kRowBlock ? x.n - at : kRowBlock;
      if (!single || block == nullptr) block = Entries(x, at, count, buffers.entries);
      visit(at, count);
    }
  };

  Largest found = {hn::Set(DF(), -std::numeric_limits<float>::infinity()),
                   hn::Eq(hn::Zero(DF()), hn::Zero(DF()))};
  blocks([&](std::size_t, std::size_t count)
             HWY_ATTR { FindLargest(block, padded(count), found); });
  const double max = static_cast<double>(hn::GetLane(hn::MaxOfLanes(DF(), found.value)));
  if (!hn::AllTrue(DF(), found.number) ||
      !(std::fabs(max) < std::numeric_limits<double>::infinity()))
    return false;
  const V top = hn::Set(d, max);

  Sums sums = {hn::Zero(d), hn::Zero(d), hn::Zero(d)};
  double error = 0;
  V factor = hn::Zero(d);
  constexpr bool kMayPair = F == Function::kSoftmax && std::same_as<T, float>;
  if (kMayPair && x.n >= kPairsFrom && x.n <= bound::pair::kMost) {
    factor = hn::Set(d, 1 / calls.total(calls.context, max));
    error = bound::softmax_of_pairs();
  } else {
    blocks([&](std::size_t, std::size_t count) HWY_ATTR {
      AddTerms<F == Function::kSoftmax>(block, padded(count), top, sums, buffers.kept);
    });
    V total = TotalOf(d, sums);
    if constexpr (F == Function::kSoftmax) {
      factor = hn::Div(hn::Set(d, 1.0), total);
      error = bound::softmax(x.n);
    } else {
      const V largest = hn::SumOfLanes(d, sums.largest);
      total = hn::Add(hn::Sub(largest, hn::Set(d, 1.0)), total);
      if (!(hn::GetLane(total) >= 0x1p-900)) return false;
      factor = Log1p(d, total);
      error = bound::log_softmax(x.n);
    }
  }
  if constexpr (F == Function::kLogSumExp) {
    y[0] = calls.logsumexp(calls.context, max, hn::GetLane(factor));
  } else {
    const Slack slack(error);
    const bool in_place = x.data == y.data;
    // A long row in place: an open entry needs the row as it was, so a first round without a write
    // makes every sum that the second round needs.
    for (int round = in_place && !single ? 0 : 1; round < 2; ++round) {
      const bool write = round == 1;
      blocks([&](std::size_t at, std::size_t count) HWY_ATTR {
        const bool direct = write && !in_place && y.stride == 1 && count % kPad == 0;
        T* const to = direct ? y.data + at : buffers.out;
        if (F == Function::kSoftmax && !single)
          AddTerms<true>(block, padded(count), top, sums, buffers.kept);
        Outputs<F == Function::kLogSoftmax>(block, buffers.kept, to, padded(count), max, factor,
                                            slack, calls);
        if (!write || direct) return;
        if (y.stride == 1)
          std::copy_n(to, count, y.data + at);
        else
          for (std::size_t i = 0; i < count; ++i) y[at + i] = to[i];
      });
    }
  }
  return true;
}

#define SOFTMAX_FOR_FORMAT(T, N)                                                    \
  HWY_ATTR bool Softmax##N(Row<const T> x, Row<T> y, const RowCalls<T>& calls) {    \
    return RowOf<Function::kSoftmax>(x, y, calls);                                  \
  }                                                                                 \
  HWY_ATTR bool LogSoftmax##N(Row<const T> x, Row<T> y, const RowCalls<T>& calls) { \
    return RowOf<Function::kLogSoftmax>(x, y, calls);                               \
  }                                                                                 \
  HWY_ATTR bool LogSumExp##N(Row<const T> x, Row<T> y, const RowCalls<T>& calls) {  \
    return RowOf<Function::kLogSumExp>(x, y, calls);                                \
  }
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
