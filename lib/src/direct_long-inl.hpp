// Rows longer than the buffers, without their maximum (Theorem 17). Compiled once for each target
// of Highway.
#if defined(SOFTMAX_DIRECT_LONG_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_LONG_INL
#undef SOFTMAX_DIRECT_LONG_INL
#else
#define SOFTMAX_DIRECT_LONG_INL
#endif

#include "direct_pairs-inl.hpp"
#include "direct_rows-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// At most kRowBlock entries of a long row.
template <bool kKeep>
HWY_NOINLINE HWY_ATTR void AddBlock(const float* x, std::size_t count, Direct& sums, double* kept) {
  Direct local = sums;
  AddDirect<kKeep>(x, count, local, kept);
  sums = local;
}

/// The sum within 2^-58, which the outputs that are left open ask for too.
template <class T>
HWY_NOINLINE HWY_ATTR double AddCoarse(Row<const T> x, const RowCalls<T>& calls,
                                       RowBuffers<T>& buffers, double& max) {
  const D d;
  LongSum sum = NoLongSum(d, -std::numeric_limits<double>::infinity());
  for (std::size_t at = 0; at < x.n; at += kRowBlock) {
    const std::size_t count = std::min(kRowBlock, x.n - at);
    AddTermsOf<false, false>(Entries(x, at, count, buffers.entries), padded(count), sum, {});
  }
  max = LargestOf(d, sum);
  alignas(64) double high[kMaxLanes];
  alignas(64) double low[kMaxLanes];
  hn::Store(sum.total.hi, d, high);
  hn::Store(sum.total.lo, d, low);
  DoubleDouble total;
  for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
    total = add(total, {high[lane], low[lane]});
  if (IsDirect(max)) calls.know(calls.context, 0, max, total);
  return total.hi;
}

/// A row longer than the buffers, block by block; its exponentials stay in calls.kept where there
/// is room, else they are computed twice.
template <Function F, class T>
HWY_INLINE bool DirectLong(Row<const T> x, Row<T> y, const RowCalls<T>& calls,
                           RowBuffers<T>& buffers) {
  const D d;
  constexpr bool kSoftmax = F == Function::kSoftmax;
  double* const all = kSoftmax ? calls.kept : nullptr;
  const auto blocks = [&](auto visit) HWY_ATTR {
    for (std::size_t at = 0; at < x.n; at += kRowBlock) {
      const std::size_t count = x.n - at < kRowBlock ? x.n - at : kRowBlock;
      visit(Entries(x, at, count, buffers.entries), at, count);
    }
  };
  Direct sums = NoDirect();
  double max = 0;
  V total;
  const bool coarse =
      kSoftmax && std::same_as<T, float> && x.n >= kPairsFrom && x.n <= bound::pair::kMost;
  if (coarse) {
    total = hn::Set(d, AddCoarse(x, calls, buffers, max));
  } else {
    blocks([&](const float* entries, std::size_t at, std::size_t count) HWY_ATTR {
      if (all != nullptr)
        AddBlock<true>(entries, padded(count), sums, all + at);
      else
        AddBlock<false>(entries, padded(count), sums, buffers.kept);
    });
    max = LargestOf(sums.largest);
    total = hn::SumOfLanes(d, hn::Add(sums.high, sums.low));
  }
  if (!IsDirect(max)) return false;
  const double factor = hn::GetLane(FactorOfDirect<F>(d, total, hn::Set(d, max)));
  if (factor == 0) return false;
  const auto units = coarse
                         ? static_cast<std::uint32_t>(bound::direct_softmax_of_coarse(max, kFused))
                         : DirectUnits<F>(x.n, max, factor);
  if constexpr (F == Function::kLogSumExp) {
    if (!RoundWithin(factor, bound::direct_logsumexp(x.n, max, factor, kFused), y[0]))
      y[0] = calls.logsumexp(calls.context, 0, max);
  } else {
    const bool in_place = x.data == y.data;
    // In place, an open entry needs the row as it was: a first round without a write makes every
    // sum that the second round needs.
    for (int round = in_place ? 0 : 1; round < 2; ++round)
      blocks([&](const float* entries, std::size_t at, std::size_t count) HWY_ATTR {
        const bool direct = !in_place && y.stride == 1 && count == padded(count);
        T* const to = direct ? y.data + at : buffers.out;
        const double* kept = all == nullptr ? buffers.kept : all + at;
        if (kSoftmax && all == nullptr) {
          AddBlock<true>(entries, padded(count), sums, buffers.kept);
        }
        AllOutputs<!kSoftmax>(entries, kept, to, padded(count), max, factor, units, calls, 0);
        if (round == 1 && !direct) CopyOut(to, count, &y[at], y.stride);
      });
  }
  return true;
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
