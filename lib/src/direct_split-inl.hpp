// Softmax of float rows that are too long to keep their exponentials as doubles (Theorem 17): 48
// bits of each are kept, 32 of them in the place of the output. Compiled once for each target of
// Highway.
#if defined(SOFTMAX_DIRECT_SPLIT_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_SPLIT_INL
#undef SOFTMAX_DIRECT_SPLIT_INL
#else
#define SOFTMAX_DIRECT_SPLIT_INL
#endif

#include "direct_rows-inl.hpp"
#include "row_blocks-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Whether the sum of a way is first tried without raising entries: NaN says that it was in vain.
template <Exp kExp>
inline constexpr bool kTriesFirst = SOFTMAX_SIXTEENTHS && !kTakesAll<kExp>;

/// Calls add(sums, raise) for at most kRowBlock entries of a long row; then the low parts are
/// renormalised.
template <Exp kExp, class Add>
HWY_INLINE void AddRenormalised(Direct& sums, Add add) {
  constexpr std::bool_constant<!kTakesAll<kExp>> raise;
  Direct local = sums;
  if constexpr (kTriesFirst<kExp>) {
    if (!local.raise) add(local, std::false_type());
    if (!hn::AllTrue(D(), hn::Eq(local.high, local.high))) {
      local = sums;
      local.raise = true;
    }
    if (local.raise) add(local, raise);
  } else {
    add(local, raise);
  }
  const Pair sum = FastTwoSum(local.high, local.low);
  sums = {sum.hi, sum.lo, local.largest, local.raise};
}

/// Whether the largest entry of a long row is looked for: else the sum tells enough of it.
template <Function F>
inline constexpr bool kFindsLargest = !SOFTMAX_SIXTEENTHS || F == Function::kLogSoftmax;

/// At least the magnitude of the largest entry; NaN where a row with this Σ exp(x) is not for
/// Theorem 17.
template <bool kLargest>
HWY_INLINE double MostOf(const Direct& sums, double total, std::size_t n) {
  if constexpr (kLargest) {
    const double max = LargestOf(sums.largest);
    if (IsDirect(max, total)) return std::fabs(max);
  } else if (total >= kDirectSum && IsDirect(MostBySum(total))) {
    return std::max(MostBySum(total), MostBelow(total, n));
  }
  return std::numeric_limits<double>::quiet_NaN();
}

/// The largest entry, to be looked for when it is asked for where that was not done.
template <bool kLargest, class T>
HWY_INLINE Top<T> TopOf(const Direct& sums, Row<const T> x) {
  if constexpr (kLargest)
    return {LargestOf(sums.largest), {}};
  else
    return {0, x};
}

/// At most kRowBlock entries of a long row.
template <Function F, class T, class Keep>
HWY_NOINLINE HWY_ATTR void AddBlock(const T* x, std::size_t count, Direct& sums, const Keep& keep,
                                    const double* table) {
  constexpr Exp kExp = kExpOfLong<T>;
  AddRenormalised<kExp>(sums, [&](Direct& local, auto raise) HWY_ATTR {
    if (HasTable<Function::kSoftmax, T>(table, kRowBlock)) {
      AddOfTable(table, x, count, local, keep);
      if constexpr (kFindsLargest<F>) FindLargest(x, count, local.largest);
    } else {
      AddDirect<kExp, raise.value, kFindsLargest<F>>(x, count, local, keep);
    }
  });
}

/// The lanes of a sum, added up.
HWY_INLINE DoubleDouble TotalOfLanes(Pair sum) {
  const D d;
  alignas(64) double high[kMaxLanes];
  alignas(64) double low[kMaxLanes];
  hn::Store(sum.hi, d, high);
  hn::Store(sum.lo, d, low);
  DoubleDouble total;
  for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
    total = add(total, {high[lane], low[lane]});
  return total;
}

#if SOFTMAX_QUICK
/// Bytes of a vector of floats.
inline constexpr std::size_t kVector = hn::MaxLanes(D()) * sizeof(float);

/// Σ exp of four vectors of entries; the patterns but for the last 16 bits go to `high` and, two in
/// a number, to `low`.
template <bool kRaise>
HWY_INLINE V SplitStep(const float* x, Largest& largest, float* high, std::uint32_t* low) {
  const D d;
  const Twice twice;
  const Halves halves;
  PrefetchFrom<4 * kVector>(x);
  PrefetchFrom<4 * kVector>(high);
  PrefetchFrom<2 * kVector>(low);
  const Vs e = ExpOfEntries<Exp::kClosest>(d, EntriesOfStep<4, kRaise, true>(d, x, largest));
  hn::StoreU(hn::BitCast(twice, UpperHalves(e.a, e.b)), twice, high);
  hn::StoreU(hn::BitCast(twice, UpperHalves(e.c, e.e)), twice, high + 2 * hn::Lanes(d));
  const auto some = hn::ShiftRight<16>(LowerHalves(e.a, e.b));
  const auto more = hn::And(LowerHalves(e.c, e.e), hn::Set(halves, 0xFFFF0000));
  hn::StoreU(hn::Or(some, more), halves, low);
  return hn::Add(hn::Add(e.a, e.b), hn::Add(e.c, e.e));
}

/// Adds exp of the entries, count a multiple of kQuick, which are kept.
HWY_NOINLINE HWY_ATTR void AddSplit(const float* x, std::size_t count, Direct& sums, float* high,
                                    std::uint32_t* low) {
  const std::size_t step = 4 * hn::Lanes(D());
  AddRenormalised<Exp::kClosest>(sums, [&](Direct& local, auto raise) HWY_ATTR {
    constexpr bool kRaise = raise.value;
    for (std::size_t at = 0; at < count; at += 2 * step) {
      const std::size_t next = at + step;
      const V a = SplitStep<kRaise>(x + at, local.largest, high + at, low + at / 2);
      const V b = SplitStep<kRaise>(x + next, local.largest, high + next, low + next / 2);
      Join(local, hn::Add(a, b));
    }
  });
}

/// By how much exp is above what was kept of it: the middle of what the last 16 bits of 53 may be.
/// 0 stays 0.
inline constexpr double kLostBits = 1 + 0x1p-37;

/// Rounds exp · factor, from what was kept, for kQuick entries; false where an error of `units` may
/// change a result.
HWY_INLINE bool SplitOutputs(float* y, const std::uint32_t* low, double factor,
                             std::uint32_t units) {
  const D d;
  const Twice twice;
  const Halves halves;
  const std::size_t lanes = hn::Lanes(d);
  const V inverse = hn::Set(d, factor * kLostBits);
  Quick quick = NoQuick();
  const auto outputs = [&](float* to, hn::Vec<Halves> lower) HWY_ATTR {
    const auto upper = hn::BitCast(halves, hn::LoadU(twice, to));
    const V a = hn::Mul(FirstOfHalves(upper, lower), inverse);
    const V b = hn::Mul(SecondOfHalves(upper, lower), inverse);
    RoundTwo<false>(a, b, to, quick);
  };
  HWY_UNROLL(4)
  for (std::size_t i = 0; i < kQuick; i += 4 * lanes) {
    PrefetchFrom<4 * kVector>(y + i);
    PrefetchFrom<2 * kVector>(low + i / 2);
    const auto both = hn::LoadU(halves, low + i / 2);
    outputs(y + i, hn::ShiftLeft<16>(both));
    outputs(y + i + 2 * lanes, hn::And(both, hn::Set(halves, 0xFFFF0000)));
  }
  return IsRight<float>(quick, units);
}

/// Calls add(entries, at, count) for the blocks of a row, count a multiple of kQuick, and with at =
/// n for what is left, filled up to kQuick entries.
template <class T, class Add>
HWY_INLINE void AddKept(Row<const T> x, RowBuffers<T>& buffers, Add add) {
  VisitBlocks(x, buffers, [&](const T* entries, std::size_t at, std::size_t count) HWY_ATTR {
    const std::size_t whole = count / kQuick * kQuick;
    add(entries, at, whole);
    if (whole == count) return;
    T last[kQuick];
    std::fill_n(std::copy(entries + whole, entries + count, last), kQuick - (count - whole),
                infinity<T>(true));
    add(last, x.n, kQuick);
  });
}

/// Writes the outputs with write(at), false where some of kQuick entries are left open: these, and
/// what fills no kQuick entries, are computed again.
template <class T, class Write>
HWY_INLINE void WriteKept(Row<const T> x, Row<T> y, const RowCalls<T>& calls,
                          RowBuffers<T>& buffers, Top<T> largest, double factor,
                          std::uint32_t units, Write write) {
  const auto settle = [&](std::size_t at, std::size_t count) HWY_ATTR {
    const T* const entries = Entries(x, at, count, buffers.entries);
    Direct sums = NoDirect();
    sums.raise = true;  // masks may be what brings the entries here
    AddBlock<Function::kSoftmax>(entries, padded(count), sums, KeepAll{buffers.kept}, nullptr);
    T* const to = count == kQuick ? y.data + at : buffers.out;
    AllOutputs<false>(entries, buffers.kept, to, padded(count), largest, factor, units, calls, 0);
    if (count != kQuick) std::copy_n(to, count, y.data + at);
  };
  const std::size_t whole = x.n / kQuick * kQuick;
  for (std::size_t at = 0; at < whole; at += kQuick)
    if (HWY_UNLIKELY(!write(at))) settle(at, kQuick);
  if (whole != x.n) settle(whole, x.n - whole);
}

/// For y.stride 1 and x elsewhere.
HWY_NOINLINE HWY_ATTR bool SplitLong(Row<const float> x, Row<float> y, const RowCalls<float>& calls,
                                     RowBuffers<float>& buffers) {
  Direct sums = NoDirect();
  std::uint32_t low[kQuick / 2];
  AddKept(x, buffers, [&](const float* entries, std::size_t at, std::size_t count) HWY_ATTR {
    if (at == x.n)
      AddSplit(entries, count, sums, buffers.out, low);
    else
      AddSplit(entries, count, sums, y.data + at, calls.room.halves + at / 2);
  });
  const DoubleDouble total = TotalOfLanes({sums.high, sums.low});
  const double most = MostOf<true>(sums, total.hi, x.n);
  if (!IsDirect(most)) return false;
  const double error = bound::direct_split_sum(x.n, most, kFused);
  calls.know(calls.context, 0, total, error);
  const double factor = 1 / total.hi;
  const auto units = static_cast<std::uint32_t>(
      bound::direct_softmax_of(error + 1, bound::kDirectExp, most, kFused));
  WriteKept(
      x, y, calls, buffers, TopOf<true>(sums, x), factor, units, [&](std::size_t at) HWY_ATTR {
        return SplitOutputs(y.data + at, calls.room.halves + at / 2, factor, units + bound::kSplit);
      });
  return true;
}
#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
