// The first phase of float, float16 and bfloat16 rows (Theorems 9, 10 and 14). Compiled once for
// each target of Highway.
#if defined(SOFTMAX_ROW_KERNELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_ROW_KERNELS_INL
#undef SOFTMAX_ROW_KERNELS_INL
#else
#define SOFTMAX_ROW_KERNELS_INL
#endif

#include "direct_long-inl.hpp"
#include "float_pair_rows-inl.hpp"
#include "row_runs-inl.hpp"

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
/// Where Log1p starts.
inline constexpr double kLeastRest = 0x1p-900;
/// Whether the first phase may use it. False for NaN.
template <Function F>
constexpr bool IsUsable(double total) {
  return total >= (F == Function::kSoftmax ? 1.0 : kLeastRest);
}
/// An S − 1 below kLeastRest counts as that (Theorem 9), unless only the largest entry is finite,
/// for which ln S = 0.
template <Function F, class T>
HWY_INLINE double RaisedTotal(double total, Row<const T> x) {
  if (F == Function::kSoftmax || HWY_LIKELY(!(total < kLeastRest))) return total;
  std::size_t finite = 0;
  for (std::size_t i = 0; i < x.n && finite < 2; ++i)
    finite += to_double(x[i]) != -std::numeric_limits<double>::infinity() ? 1 : 0;
  return finite > 1 ? kLeastRest : total;
}
template <Function F>
HWY_INLINE Slack SlackOf(std::size_t n) {
  return Slack(F == Function::kSoftmax ? bound::softmax(n) : bound::log_softmax(bound::log_sum(n)));
}

/// Rows that fit the buffers together, pass by pass over all of them: the chains of short rows
/// overlap, and one vector of inverses or logarithms serves several rows.
template <Function F, class T>
HWY_NOINLINE HWY_ATTR std::uint64_t GroupOf(const T* x, T* y, const RowLayout& layout,
                                            const RowCalls<T>& calls, std::size_t first,
                                            RowBuffers<T>& buffers) {
  const D d;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  const T* entries[kMostRows];
  double max[kMostRows];
  double total[kMostRows];
  const std::size_t n = layout.cols;
  const std::size_t room = padded(n);
  const auto row_of = [&](std::size_t r) -> Row<const T> {
    return {x + static_cast<std::ptrdiff_t>(r) * layout.x_row, n, layout.x_col};
  };
  for (std::size_t r = 0; r < layout.rows; ++r) {
    entries[r] = Entries(row_of(r), 0, n, buffers.entries + r * room);
    Largest found = NoneYet();
    FindLargest(entries[r], room, found);
    max[r] = LargestOf(found);
  }
  for (std::size_t r = 0; r < layout.rows; ++r) {
    Sums sums = NoTerms();
    AddTerms<kSoftmax>(entries[r], room, hn::Set(d, max[r]), sums, buffers.kept + r * room);
    total[r] = max[r] == max[r] ? RaisedTotal<F>(TotalOf<!kSoftmax>(sums), row_of(r)) : max[r];
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
      LogSumExpOf(max[r], total[r], bound::log_sum(n) * total[r], calls, r + first, *row);
    } else {
      T* const to = direct ? row : buffers.out;
      Top<T> largest = {max[r]};
      Outputs<!kSoftmax>(entries[r], buffers.kept + r * room, to, room, largest, hn::Set(d, max[r]),
                         hn::Set(d, total[r]), slack, calls, r + first);
      if (!direct) CopyOut(to, n, row, layout.y_col);
    }
  }
  return done;
}

/// A row longer than the buffers, block by block.
template <Function F, class T>
HWY_NOINLINE HWY_ATTR bool LongRowOf(Row<const T> x, Row<T> y, const RowCalls<T>& calls,
                                     RowBuffers<T>& buffers) {
  const D d;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  Largest found = NoneYet();
  VisitBlocks(x, buffers, [&](const T* entries, std::size_t, std::size_t count) HWY_ATTR {
    FindLargest(entries, padded(count), found);
  });
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
    VisitBlocks(x, buffers, [&](const T* entries, std::size_t, std::size_t count) HWY_ATTR {
      AddTerms<kSoftmax>(entries, padded(count), top, sums, buffers.kept);
    });
    total = RaisedTotal<F>(TotalOf<!kSoftmax>(sums), x);
  }
  if (!IsUsable<F>(total)) return false;
  const V factor = FactorOf<F>(d, hn::Set(d, total));
  if constexpr (F == Function::kLogSumExp) {
    const double log = hn::GetLane(factor);
    LogSumExpOf(max, log, bound::log_sum(x.n) * log, calls, 0, y[0]);
  } else {
    Top<T> largest = {max};
    WriteBlocks(x, y, buffers,
                [&](const T* entries, std::size_t, T* to, std::size_t count) HWY_ATTR {
                  if constexpr (kSoftmax) AddTerms<true>(entries, count, top, sums, buffers.kept);
                  Outputs<!kSoftmax>(entries, buffers.kept, to, count, largest, top, factor, slack,
                                     calls, 0);
                });
  }
  return true;
}

template <Function F, class T>
HWY_INLINE std::uint64_t RowsOf(const T* x, T* y, const RowLayout& layout,
                                const RowCalls<T>& calls) {
  RowBuffers<T> buffers;
  if (layout.cols > kRowBlock) {
    const Row<const T> from = {x, layout.cols, layout.x_col};
    const Row<T> to = {y, layout.cols, layout.y_col};
    return DirectLong<F>(from, to, calls, buffers) || LongRowOf<F>(from, to, calls, buffers) ? 1
                                                                                             : 0;
  }
  const std::uint64_t all = ~std::uint64_t{0} >> (64 - layout.rows);
  std::uint64_t done = 0;
  if constexpr (kTakesFloatPairs<F, T>) done = FloatPairGroup<F>(x, y, layout, buffers);
  done |= TakeRuns(x, y, layout, all & ~done,
                   [&](const T* from, T* to, const RowLayout& some, std::size_t first)
                       HWY_ATTR { return DirectGroup<F>(from, to, some, calls, first, buffers); });
  done |= TakeRuns(x, y, layout, all & ~done,
                   [&](const T* from, T* to, const RowLayout& some, std::size_t first)
                       HWY_ATTR { return GroupOf<F>(from, to, some, calls, first, buffers); });
  return done;
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
