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

/// Calls add(sums) for at most kRowBlock entries of a long row; then the low parts are
/// renormalised.
template <class Add>
HWY_INLINE void AddRenormalised(Direct& sums, Add add) {
  Direct local = sums;
  add(local);
  const Pair sum = FastTwoSum(local.high, local.low);
  sums = {sum.hi, sum.lo, local.largest};
}

/// At most kRowBlock entries of a long row.
template <class T, class Keep>
HWY_NOINLINE HWY_ATTR void AddBlock(const T* x, std::size_t count, Direct& sums, const Keep& keep,
                                    const double* table) {
  AddRenormalised(sums, [&](Direct& local) HWY_ATTR {
    if (HasTable<Function::kSoftmax, T>(table, kRowBlock)) {
      AddOfTable(table, x, count, local, keep);
      FindLargest(x, count, local.largest);
    } else {
      AddDirect<kExpOfLong<T>>(x, count, local, keep);
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
/// Halves of a.0, b.0, a.1, b.1, …: the upper ones, or the lower ones.
HWY_INLINE hn::Vec<Halves> UpperHalves(V a, V b) {
  const U64 u;
  const Halves halves;
  return hn::OddEven(hn::BitCast(halves, b),
                     hn::BitCast(halves, hn::ShiftRight<32>(hn::BitCast(u, a))));
}
HWY_INLINE hn::Vec<Halves> LowerHalves(V a, V b) {
  const U64 u;
  const Halves halves;
  return hn::OddEven(hn::BitCast(halves, hn::ShiftLeft<32>(hn::BitCast(u, b))),
                     hn::BitCast(halves, a));
}

/// Adds exp of the entries, count a multiple of kQuick; their patterns but for the last 16 bits go
/// to `high` and, two in a number, to `low`.
HWY_NOINLINE HWY_ATTR void AddSplit(const float* x, std::size_t count, Direct& sums, float* high,
                                    std::uint32_t* low) {
  const D d;
  const Twice twice;
  const Halves halves;
  const std::size_t lanes = hn::Lanes(d);
  AddRenormalised(sums, [&](Direct& local) HWY_ATTR {
    for (std::size_t at = 0; at < count; at += 4 * lanes) {
      const Vs e =
          ExpOfEntries<Exp::kClosest>(d, EntriesOfStep<4, false>(d, x + at, local.largest));
      hn::StoreU(hn::BitCast(twice, UpperHalves(e.a, e.b)), twice, high + at);
      hn::StoreU(hn::BitCast(twice, UpperHalves(e.c, e.e)), twice, high + at + 2 * lanes);
      const auto some = hn::ShiftRight<16>(LowerHalves(e.a, e.b));
      const auto more = hn::And(LowerHalves(e.c, e.e), hn::Set(halves, 0xFFFF0000));
      hn::StoreU(hn::Or(some, more), halves, low + at / 2);
      Join(local, hn::Add(hn::Add(e.a, e.b), hn::Add(e.c, e.e)));
    }
  });
}

/// Rounds exp · factor, from what was kept, for kQuick entries; false where an error of `units` may
/// change a result.
HWY_INLINE bool SplitOutputs(float* y, const std::uint32_t* low, double factor,
                             std::uint32_t units) {
  const D d;
  const U64 u;
  const Twice twice;
  const Halves halves;
  const std::size_t lanes = hn::Lanes(d);
  const V inverse = hn::Set(d, factor);
  Quick quick = NoQuick();
  const auto outputs = [&](float* to, hn::Vec<Halves> lower) HWY_ATTR {
    const auto upper = hn::BitCast(halves, hn::LoadU(twice, to));
    const auto middle = hn::Or(lower, hn::Set(halves, 0x8000));  // of what the lost bits may be
    const auto even = hn::BitCast(halves, hn::ShiftLeft<32>(hn::BitCast(u, upper)));
    const auto odd = hn::BitCast(halves, hn::ShiftRight<32>(hn::BitCast(u, middle)));
    const V a = hn::Mul(hn::BitCast(d, hn::OddEven(even, middle)), inverse);
    const V b = hn::Mul(hn::BitCast(d, hn::OddEven(upper, odd)), inverse);
    RoundTwo<false>(a, b, to, quick);
  };
  HWY_UNROLL(4)
  for (std::size_t i = 0; i < kQuick; i += 4 * lanes) {
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
                          RowBuffers<T>& buffers, double max, double factor, std::uint32_t units,
                          Write write) {
  const auto settle = [&](std::size_t at, std::size_t count) HWY_ATTR {
    const T* const entries = Entries(x, at, count, buffers.entries);
    Direct sums = NoDirect();
    AddBlock(entries, padded(count), sums, KeepAll{buffers.kept}, nullptr);
    T* const to = count == kQuick ? y.data + at : buffers.out;
    AllOutputs<false>(entries, buffers.kept, to, padded(count), max, factor, units, calls, 0);
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
  const double max = LargestOf(sums.largest);
  const DoubleDouble total = TotalOfLanes({sums.high, sums.low});
  if (!IsDirect(max, total.hi)) return false;
  const double error = bound::direct_split_sum(x.n, max, kFused);
  calls.know(calls.context, 0, max, total, error);
  const double factor = 1 / total.hi;
  const auto units = static_cast<std::uint32_t>(
      bound::direct_softmax_of(error + 1, bound::kDirectExp, max, kFused));
  WriteKept(x, y, calls, buffers, max, factor, units, [&](std::size_t at) HWY_ATTR {
    return SplitOutputs(y.data + at, calls.room.halves + at / 2, factor, units + bound::kSplit);
  });
  return true;
}
#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
