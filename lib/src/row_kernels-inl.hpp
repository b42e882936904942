// The first phase of float, float16 and bfloat16 rows (Theorems 9, 10 and 14). Compiled once for
// each target of Highway.
#if defined(SOFTMAX_ROW_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_ROW_KERNELS_INL
#undef SOFTMAX_ROW_KERNELS_INL
#else
#define SOFTMAX_ROW_KERNELS_INL
#endif

#include "row_passes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// From S (softmax) the inverse, else from S − 1 the logarithm of S.
template <Function F>
HWY_INLINE V FactorOf(D d, V total) {
  if constexpr (F == Function::kSoftmax)
    return hn::Div(hn::Set(d, 1.0), total);
  else
    return Log1p(d, total);
}
/// Whether the first phase may use it: Log1p starts at 2^-900. False for NaN.
template <Function F>
constexpr bool IsUsable(double total) {
  return total >= (F == Function::kSoftmax ? 1.0 : 0x1p-900);
}
template <Function F>
HWY_INLINE Slack SlackOf(std::size_t n) {
  return Slack(F == Function::kSoftmax ? bound::softmax(n) : bound::log_softmax(n));
}

/// y = max + ln S, `log` within bound::log_sum (Theorems 9 and 10).
template <class T>
HWY_INLINE void LogSumExpOf(double max, double log, std::size_t n, const RowCalls<T>& calls,
                            std::size_t row, T& y) {
  const double value = max + log;
  const double error =
      log * (bound::log_sum(n) * bound::kUnit) + std::fabs(value) * (2 * bound::kUnit);
  const T low = round_to_format<T>(value - error);
  y = round_to_format<T>(value + error);
  if (to_double(low) != to_double(y) || value == 0) y = calls.logsumexp(calls.context, row, max);
}

/// Rows that fit the buffers together, pass by pass over all of them: the chains of short rows
/// overlap, and one vector of inverses or logarithms serves several rows.
template <Function F, class T>
HWY_INLINE std::uint64_t GroupOf(const T* x, T* y, const RowLayout& layout,
                                 const RowCalls<T>& calls) {
  const D d;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  RowBuffers<T> buffers;
  const float* entries[kMostRows];
  double max[kMostRows];
  double total[kMostRows];
  const std::size_t n = layout.cols;
  const std::size_t room = padded(n);
  for (std::size_t r = 0; r < layout.rows; ++r) {
    const Row<const T> row = {x + static_cast<std::ptrdiff_t>(r) * layout.x_row, n, layout.x_col};
    entries[r] = Entries(row, 0, n, buffers.entries + r * room);
    Largest found = NoneYet();
    FindLargest(entries[r], room, found);
    max[r] = LargestOf(found);
  }
  for (std::size_t r = 0; r < layout.rows; ++r) {
    Sums sums = NoTerms();
    AddTerms<kSoftmax>(entries[r], room, hn::Set(d, max[r]), sums, buffers.kept + r * room);
    total[r] = max[r] == max[r] ? TotalOf<!kSoftmax>(sums) : max[r];
  }
  std::uint64_t done = 0;
  for (std::size_t r = 0; r < layout.rows; ++r)
    if (IsUsable<F>(total[r])) done |= std::uint64_t{1} << r;
  for (std::size_t r = layout.rows; r % hn::Lanes(d) != 0; ++r) total[r] = 1;
  for (std::size_t r = 0; r < layout.rows; r += hn::Lanes(d))
    hn::StoreU(FactorOf<F>(d, hn::LoadU(d, total + r)), d, total + r);

  const bool direct = x != y && layout.y_col == 1 && n == room;
  const Slack slack = SlackOf<F>(n);
  for (std::size_t r = 0; r < layout.rows; ++r) {
    if (((done >> r) & 1) == 0) continue;
    T* const row = y + static_cast<std::ptrdiff_t>(r) * layout.y_row;
    if constexpr (F == Function::kLogSumExp) {
      LogSumExpOf(max[r], total[r], n, calls, r, *row);
    } else {
      T* const to = direct ? row : buffers.out;
      Outputs<!kSoftmax>(entries[r], buffers.kept + r * room, to, room, max[r],
                         hn::Set(d, total[r]), slack, calls, r);
      if (!direct) CopyOut(to, n, row, layout.y_col);
    }
  }
  return done;
}

/// A row longer than the buffers, block by block.
template <Function F, class T>
HWY_INLINE bool LongRowOf(Row<const T> x, Row<T> y, const RowCalls<T>& calls) {
  const D d;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  RowBuffers<T> buffers;
  const auto blocks = [&](auto visit) HWY_ATTR {
    for (std::size_t at = 0; at < x.n; at += kRowBlock) {
      const std::size_t count = x.n - at < kRowBlock ? x.n - at : kRowBlock;
      visit(Entries(x, at, count, buffers.entries), at, count);
    }
  };

  Largest found = NoneYet();
  blocks([&](const float* entries, std::size_t, std::size_t count)
             HWY_ATTR { FindLargest(entries, padded(count), found); });
  const double max = LargestOf(found);
  if (!(max == max)) return false;
  const V top = hn::Set(d, max);
  Sums sums = NoTerms();
  double total = 0;
  Slack slack = SlackOf<F>(x.n);
  constexpr bool kMayPair = kSoftmax && std::same_as<T, float>;
  if (kMayPair && x.n >= kPairsFrom && x.n <= bound::pair::kMost) {
    total = calls.total(calls.context, 0, max);
    slack = Slack(bound::softmax_of_pairs());
  } else {
    blocks([&](const float* entries, std::size_t, std::size_t count)
               HWY_ATTR { AddTerms<kSoftmax>(entries, padded(count), top, sums, buffers.kept); });
    total = TotalOf<!kSoftmax>(sums);
  }
  if (!IsUsable<F>(total)) return false;
  const V factor = FactorOf<F>(d, hn::Set(d, total));
  if constexpr (F == Function::kLogSumExp) {
    LogSumExpOf(max, hn::GetLane(factor), x.n, calls, 0, y[0]);
  } else {
    const bool in_place = x.data == y.data;
    // In place, an open entry needs the row as it was: a first round without a write makes every
    // sum that the second round needs.
    for (int round = in_place ? 0 : 1; round < 2; ++round)
      blocks([&](const float* entries, std::size_t at, std::size_t count) HWY_ATTR {
        const bool direct = !in_place && y.stride == 1 && count == padded(count);
        T* const to = direct ? y.data + at : buffers.out;
        if constexpr (kSoftmax) AddTerms<true>(entries, padded(count), top, sums, buffers.kept);
        Outputs<!kSoftmax>(entries, buffers.kept, to, padded(count), max, factor, slack, calls, 0);
        if (round == 1 && !direct) CopyOut(to, count, &y[at], y.stride);
      });
  }
  return true;
}

template <Function F, class T>
HWY_INLINE std::uint64_t RowsOf(const T* x, T* y, const RowLayout& layout,
                                const RowCalls<T>& calls) {
  if (layout.cols <= kRowBlock) return GroupOf<F>(x, y, layout, calls);
  const Row<const T> from = {x, layout.cols, layout.x_col};
  return LongRowOf<F>(from, Row<T>{y, layout.cols, layout.y_col}, calls) ? 1 : 0;
}

#define SOFTMAX_FOR_FUNCTION(F, T, N)                                    \
  HWY_ATTR std::uint64_t F##N(const T* x, T* y, const RowLayout& layout, \
                              const RowCalls<T>& calls) {                \
    return RowsOf<Function::k##F>(x, y, layout, calls);                  \
  }
#define SOFTMAX_FOR_FORMAT(T, N)         \
  SOFTMAX_FOR_FUNCTION(Softmax, T, N)    \
  SOFTMAX_FOR_FUNCTION(LogSoftmax, T, N) \
  SOFTMAX_FOR_FUNCTION(LogSumExp, T, N)
SOFTMAX_FOR_FORMAT(float, F32)
SOFTMAX_FOR_FORMAT(float16, F16)
SOFTMAX_FOR_FORMAT(bfloat16, BF16)
#undef SOFTMAX_FOR_FORMAT
#undef SOFTMAX_FOR_FUNCTION

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
