// Softmax of rows of 16 bits that are too long to keep their exponentials as doubles (Theorem 17):
// they are kept as floats, one half of each in the place of the output. Compiled once for each
// target of Highway.
#if defined(SOFTMAX_DIRECT_SPLIT_NARROW_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_SPLIT_NARROW_INL
#undef SOFTMAX_DIRECT_SPLIT_NARROW_INL
#else
#define SOFTMAX_DIRECT_SPLIT_NARROW_INL
#endif

#include "direct_split-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if SOFTMAX_QUICK
/// Σ exp(x) within this, its exponentials are floats, and none that is not a normal one has an
/// output above the least normal number.
inline constexpr double kSplitLeast = 1;
inline constexpr double kSplitMost = 0x1p126;

using Quarters = hn::Repartition<std::uint16_t, D>;

/// Keeps the exponentials of a step of four vectors as floats a and b: the upper halves of a.0,
/// b.0, a.1, … in `high`, the lower ones in `low`.
struct KeepHalves {
  std::uint16_t* high;
  std::uint32_t* low;  ///< two in a number
  template <std::size_t kVectors>
  HWY_INLINE void Store(D, std::size_t at, const Vs& e) const {
    if constexpr (kVectors != 4) return;  // kQuick entries are whole steps, without the table
    const Twice twice;
    const Halves halves;
    const Quarters quarters;
    const auto a =
        hn::BitCast(halves, hn::Combine(twice, hn::DemoteTo(D32(), e.b), hn::DemoteTo(D32(), e.a)));
    const auto b =
        hn::BitCast(halves, hn::Combine(twice, hn::DemoteTo(D32(), e.e), hn::DemoteTo(D32(), e.c)));
    const auto upper =
        hn::OddEven(hn::BitCast(quarters, b), hn::BitCast(quarters, hn::ShiftRight<16>(a)));
    const auto lower =
        hn::OddEven(hn::BitCast(quarters, hn::ShiftLeft<16>(b)), hn::BitCast(quarters, a));
    hn::StoreU(upper, quarters, high + at);
    hn::StoreU(hn::BitCast(halves, lower), halves, low + at / 2);
  }
  HWY_INLINE KeepHalves From(std::size_t at) const { return {high + at, low + at / 2}; }
};

/// Rounds exp · factor for kQuick entries that were kept; false where a result may be another.
template <class T>
HWY_INLINE bool HalvesOutputs(T* y, const std::uint32_t* low, float factor) {
  const Twice twice;
  const Halves halves;
  const Quarters quarters;
  const auto inverse = hn::Set(twice, factor);
  const std::size_t lanes = hn::Lanes(twice);
  auto* const high = reinterpret_cast<std::uint16_t*>(y);
  Quick quick = NoQuick();
  const auto output = [&](hn::Vec<Quarters> e, T* to) HWY_ATTR {
    const auto r = hn::Mul(hn::BitCast(twice, e), inverse);
    quick.least = hn::Min(quick.least, r);
    StoreNarrow<false, kOfFloats>(r, to, quick);
  };
  HWY_UNROLL(4)
  for (std::size_t i = 0; i < kQuick; i += 2 * lanes) {
    const auto upper = hn::LoadU(quarters, high + i);
    const auto lower = hn::LoadU(halves, low + i / 2);
    const auto shifted = hn::ShiftLeft<16>(hn::BitCast(halves, upper));
    const auto rest = hn::ShiftRight<16>(lower);
    output(hn::OddEven(hn::BitCast(quarters, shifted), hn::BitCast(quarters, lower)), y + i);
    output(hn::OddEven(upper, hn::BitCast(quarters, rest)), y + i + lanes);
  }
  return IsRight<T, kOfFloats>(quick, 0);
}

/// As SplitLong. False where it has written nothing that counts.
template <class T>
HWY_NOINLINE HWY_ATTR bool HalvesLong(Row<const T> x, Row<T> y, const RowCalls<T>& calls,
                                      RowBuffers<T>& buffers) {
  auto* const high = reinterpret_cast<std::uint16_t*>(y.data);
  std::uint32_t* const low = calls.room.halves;
  Direct sums = NoDirect();
  std::uint16_t upper[kQuick];
  std::uint32_t lower[kQuick / 2];
  AddKept(x, buffers, [&](const T* entries, std::size_t at, std::size_t count) HWY_ATTR {
    AddBlock<Function::kSoftmax>(
        entries, count, sums,
        at == x.n ? KeepHalves{upper, lower} : KeepHalves{high + at, low + at / 2}, nullptr);
  });
  const DoubleDouble total = TotalOfLanes({sums.high, sums.low});
  const double most = MostOf<kFindsLargest<Function::kSoftmax>>(sums, total.hi, x.n);
  if (!(IsDirect(most) && total.hi >= kSplitLeast && total.hi <= kSplitMost)) return false;
  constexpr Exp kExp = kExpOfLong<T>;
  calls.know(calls.context, 0, total,
             bound::direct_sum(bound::kExpOf<kExp>, x.n, most, kFusedExp<kExp>));
  const double factor = 1 / total.hi;
  const auto units = DirectUnits<Function::kSoftmax, kExp>(x.n, most, 1);
  WriteKept(x, y, calls, buffers, TopOf<kFindsLargest<Function::kSoftmax>>(sums, x), factor, units,
            [&](std::size_t at) HWY_ATTR {
              return HalvesOutputs(y.data + at, low + at / 2, static_cast<float>(factor));
            });
  return true;
}
#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
