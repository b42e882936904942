// Rows of 16 bits that fit the buffers together, without their maximum, in pairs of floats
// (Theorem 19): twice as many entries in a vector as in double. Compiled once for each target of
// Highway.
#if defined(SOFTMAX_FLOAT_PAIR_ROWS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_FLOAT_PAIR_ROWS_INL
#undef SOFTMAX_FLOAT_PAIR_ROWS_INL
#else
#define SOFTMAX_FLOAT_PAIR_ROWS_INL
#endif

#include "direct_rows-inl.hpp"
#include "float_pair_sums-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Whether rows are taken so first. log_softmax asks for more: an output near 0 has the error of
/// ln Σ exp(x), but small units.
template <Function F, class T>
inline constexpr bool kTakesFloatPairs =
    F != Function::kLogSoftmax && !std::same_as<T, float> && SOFTMAX_SIXTEENTHS;

#if SOFTMAX_SIXTEENTHS
static_assert(kFloatPairDown * (1 + bound::float_pair::kSoftmax * bound::float_pair::kUnit) <= 1);

/// Writes `count` values (high + low) · factor rounded, from the exponentials that were kept.
template <class T>
HWY_INLINE void FloatPairOutputs(const float* kept, T* y, std::size_t count, float factor,
                                 float factor_low, Quick& quick) {
  const DF d;
  for (std::size_t i = 0; i < count; i += kPad) {
    PrefetchFrom<kPad * sizeof(T)>(y + i);
    const VF high = hn::LoadU(d, kept + i);
    const VF low = hn::LoadU(d, kept + kRowBlock + i);
    const VF f = hn::Set(d, factor);
    const VF less = hn::MulAdd(high, hn::Set(d, factor_low), hn::Mul(low, f));
    if constexpr (kRoundsDown<T>) {
      constexpr int kDownwards = _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC;
      StoreBetween(VF{_mm512_fmadd_round_ps(high.raw, f.raw, less.raw, kDownwards)}, y + i, quick);
    } else {
      StoreNarrow<false, kOfDouble>(hn::MulAdd(high, f, less), y + i, quick);
    }
  }
}

/// Writes the usable ones of the rows from `first` on. Whether all outputs are right.
template <class T>
HWY_INLINE bool RoundSome(std::size_t first, std::size_t end, std::size_t room,
                          const WholeRows<T>& to, const RowBuffers<T>& buffers,
                          const FloatPairRows& rows) {
  Quick quick = NoQuick();
  for (std::size_t r = first; r < end; ++r)
    if (((rows.usable >> r) & 1) != 0)
      FloatPairOutputs(buffers.pairs + r * room, to.row(r), room, rows.high[r], rows.low[r], quick);
  return IsRight<T>(quick, kOfDouble);
}

/// kPad outputs with exp in double. Whether all are settled.
template <class T>
HWY_INLINE bool RoundInDouble(const T* x, T* y, double factor) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  const Slack slack(bound::float_pair::settled());
  const V a = LoadEntries(d, x);
  const V b = LoadEntries(d, x + lanes);
  const Vs e = ExpSixteenth<Exp::kNarrow>(d, {a, b, a, b});
  const V f = hn::Set(d, factor);
  return hn::AllFalse(d, hn::Or(Round<false>(d, hn::Mul(e.a, f), slack, y),
                                Round<false>(d, hn::Mul(e.b, f), slack, y + lanes)));
}

/// Rows of which some outputs are open. Those of which some stay so are usable no longer.
template <class T>
HWY_NOINLINE HWY_ATTR void RoundEach(std::size_t first, std::size_t end, std::size_t room,
                                     const WholeRows<const T>& whole, const WholeRows<T>& to,
                                     const RowBuffers<T>& buffers, FloatPairRows& rows) {
  for (std::size_t r = first; r < end; ++r) {
    for (std::size_t at = 0; at < room && ((rows.usable >> r) & 1) != 0; at += kPad) {
      Quick quick = NoQuick();
      T* const y = to.row(r) + at;
      FloatPairOutputs(buffers.pairs + r * room + at, y, kPad, rows.high[r], rows.low[r], quick);
      if (!IsRight<T>(quick, kOfDouble) && !RoundInDouble(whole.row(r) + at, y, rows.factor[r]))
        rows.usable &= ~(std::uint64_t{1} << r);
    }
  }
}

/// Whether it takes less time to take a whole group anew than the rows that are left one by one.
HWY_INLINE bool AreManyLeft(const RowLayout& layout, std::uint64_t usable) {
  const std::size_t left = layout.rows - static_cast<std::size_t>(std::popcount(usable));
  return left * (layout.cols + 256) > layout.rows * layout.cols;
}

/// Bit i of the answer: row i is written.
template <Function F, class T>
HWY_NOINLINE HWY_ATTR std::uint64_t FloatPairGroup(const T* x, T* y, const RowLayout& layout,
                                                   RowBuffers<T>& buffers) {
  FloatPairRows rows;
  const WholeRows<const T> whole = WholeRowsOf(x, layout, infinity<T>(true), buffers.entries);
  SumFloatPairs<F>(whole, layout, buffers, rows);
  if (HWY_UNLIKELY(AreManyLeft(layout, rows.usable))) return 0;
  if constexpr (F == Function::kLogSumExp) {
    RoundLogs(y, layout, rows, [](double log) { return bound::float_pair::logsumexp(log); });
  } else {
    const std::size_t room = padded(layout.cols);
    const WholeRows<T> to = PlacesOf(x, y, layout, buffers.out);
    const std::size_t most = room < kQuick ? kQuick / room : 1;
    for (std::size_t first = 0; first < layout.rows; first += most) {
      const std::size_t end = std::min(layout.rows, first + most);
      if (HWY_UNLIKELY(!RoundSome(first, end, room, to, buffers, rows)))
        RoundEach(first, end, room, whole, to, buffers, rows);
    }
    if (HWY_UNLIKELY(AreManyLeft(layout, rows.usable))) return 0;
    if (to.first != y) CopyRowsOut(buffers.out, layout, rows.usable, y);
  }
  return rows.usable;
}
#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
