// Rows longer than the buffers, without their maximum (Theorem 17). Compiled once for each target
// of Highway.
#if defined(SOFTMAX_DIRECT_LONG_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_LONG_INL
#undef SOFTMAX_DIRECT_LONG_INL
#else
#define SOFTMAX_DIRECT_LONG_INL
#endif

#include "direct_pairs-inl.hpp"
#include "direct_split_narrow-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// The sum within 2^-58, which the outputs that are left open ask for too.
template <class T>
HWY_NOINLINE HWY_ATTR double AddCoarse(Row<const T> x, const RowCalls<T>& calls,
                                       RowBuffers<T>& buffers, double& max) {
  const D d;
  LongSum sum = NoLongSum(d, -std::numeric_limits<double>::infinity());
  VisitBlocks(x, buffers, [&](const T* entries, std::size_t, std::size_t count) HWY_ATTR {
    AddTermsOf<false, false>(entries, padded(count), sum, {});
  });
  max = LargestOf(d, sum);
  const DoubleDouble total = TotalOfLanes(sum.total);
  if (IsDirect(max)) calls.know(calls.context, 0, total, bound::kCoarse);
  return total.hi;
}

/// A row longer than the buffers, block by block; its exponentials stay in calls.room where there
/// is some, else they are computed twice.
template <Function F, class T>
HWY_INLINE bool DirectLong(Row<const T> x, Row<T> y, const RowCalls<T>& calls,
                           RowBuffers<T>& buffers) {
  const D d;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  constexpr double kError = bound::kExpOf<kExpOfLong<T>>;
  constexpr bool kFusedTerms = kFusedExp<kExpOfLong<T>>;
#if SOFTMAX_QUICK
  if constexpr (kSoftmax)
    if (calls.room.halves != nullptr && x.data != y.data && y.stride == 1 &&
        x.n <= bound::pair::kMost) {
      if constexpr (std::same_as<T, float>)
        return SplitLong(x, y, calls, buffers);
      else if (HalvesLong(x, y, calls, buffers))
        return true;
    }
#endif
  double* const all = kSoftmax ? calls.room.kept : nullptr;
  Direct sums = NoDirect();
  Top<T> largest;
  double most = 0;
  V total;
  const bool coarse =
      kSoftmax && std::same_as<T, float> && x.n >= kCoarseFrom && x.n <= bound::pair::kMost;
  if (coarse) {
    total = hn::Set(d, AddCoarse(x, calls, buffers, largest.max));
    most = std::fabs(largest.max);
  } else {
    VisitBlocks(x, buffers, [&](const T* entries, std::size_t at, std::size_t count) HWY_ATTR {
      if (all != nullptr)
        AddBlock<F>(entries, padded(count), sums, KeepAll{all + at}, calls.room.table);
      else
        AddBlock<F>(entries, padded(count), sums, KeepNone{}, calls.room.table);
    });
    total = hn::SumOfLanes(d, hn::Add(sums.high, sums.low));
    largest = TopOf<kFindsLargest<F>>(sums, x);
    most = MostOf<kFindsLargest<F>>(sums, hn::GetLane(total), x.n);
  }
  if (!IsDirect(most, hn::GetLane(total))) return false;
  if (kSoftmax && !coarse)
    calls.know(calls.context, 0, TotalOfLanes({sums.high, sums.low}),
               bound::direct_sum(kError, x.n, most, kFusedTerms));
  const double factor = hn::GetLane(FactorOfDirect<F>(d, total));
  if constexpr (F == Function::kLogSumExp) {
    // A row that stays open is for Theorem 9, which knows whether it has two finite entries.
    if (!RoundWithin(factor, bound::direct_logsumexp(kError, x.n, most, factor, kFusedTerms), y[0]))
      return false;
  } else {
    const double least = kSoftmax ? 1 : factor - largest.max;  // of the outputs of log_softmax
    if (!(least >= kLeastLog)) return false;
    const auto units =
        coarse ? static_cast<std::uint32_t>(bound::direct_softmax_of_coarse(most, kFusedTerms))
               : DirectUnits<F, kExpOfLong<T>>(x.n, most, least);
    WriteBlocks(x, y, buffers,
                [&](const T* entries, std::size_t at, T* to, std::size_t count) HWY_ATTR {
                  if (kSoftmax && all == nullptr)
                    AddBlock<F>(entries, count, sums, KeepAll{buffers.kept}, calls.room.table);
                  const double* kept = all == nullptr ? buffers.kept : all + at;
                  AllOutputs<!kSoftmax>(entries, kept, to, count, largest, factor, units, calls, 0);
                });
  }
  return true;
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
