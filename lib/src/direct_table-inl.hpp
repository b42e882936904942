// Sums of exp over rows of float16 and bfloat16 from a table of exp of every pattern (Theorem 17).
// Compiled once for each target of Highway.
#if defined(SOFTMAX_DIRECT_TABLE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_DIRECT_TABLE_INL
#undef SOFTMAX_DIRECT_TABLE_INL
#else
#define SOFTMAX_DIRECT_TABLE_INL
#endif

#include "direct_chunks-inl.hpp"
#include "pair_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// exp of every pattern, below 1 u, of entries below kDirectLeast as of that; NaN for entries above
/// kDirectMost and for NaN.
template <class T>
HWY_INLINE void FillExpTableOf(double* table) {
  const D d;
  T x[kMaxLanes];
  for (std::size_t i = 0; i < kExpTable; i += hn::Lanes(d)) {
    for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
      x[lane].bits = static_cast<std::uint16_t>(i + lane);
    const V entry = LoadEntries(d, x);
    const auto near = hn::Le(entry, hn::Set(d, kDirectMost));
    const V least = hn::Set(d, kDirectLeast);
    const V argument = hn::IfThenElse(hn::Gt(entry, least), entry, least);
    const Pair e = ExpPair(d, hn::IfThenElse(near, argument, least));
    hn::StoreU(hn::IfThenElse(near, e.hi, hn::NaN(d)), d, table + i);
  }
}
HWY_ATTR void FillExpTableF16(double* table) { FillExpTableOf<float16>(table); }
HWY_ATTR void FillExpTableBF16(double* table) { FillExpTableOf<bfloat16>(table); }

/// With AVX-512 arithmetic takes less time than looking up for rows of float16, of which the part
/// of the table that is used leaves no room in the first cache; but for logarithmic functions of
/// rows up to this long.
inline constexpr std::size_t kShortRow = 32;
/// Whether rows of n entries take exp from the table.
template <Function F, class T>
constexpr bool HasTable(const double* table, [[maybe_unused]] std::size_t n) {
#if SOFTMAX_SIXTEENTHS
  if (std::same_as<T, float16> && (F == Function::kSoftmax || n > kShortRow)) return false;
#endif
  return !std::same_as<T, float> && table != nullptr;
}

/// exp of Lanes(d) entries, which are not float.
template <class T>
HWY_INLINE V ExpOfTable(D d, const double* table, const T* x) {
  const auto of = [&](std::size_t i) {
    if constexpr (std::same_as<T, float>)
      return table[i];
    else
      return table[x[i].bits];
  };
#if HWY_TARGET <= HWY_AVX2
  const hn::CappedTag<double, 2> pair;  // loads take less time than a gather on many processors
  const auto two = [&](std::size_t i) HWY_ATTR {
    return hn::InterleaveLower(pair, hn::Set(pair, of(i)), hn::Set(pair, of(i + 1)));
  };
#if HWY_TARGET == HWY_AVX2
  return hn::Combine(d, two(2), two(0));
#else
  const hn::Half<D> half;
  return hn::Combine(d, hn::Combine(half, two(6), two(4)), hn::Combine(half, two(2), two(0)));
#endif
#else
  double e[kMaxLanes];
  for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane) e[lane] = of(lane);
  return hn::LoadU(d, e);
#endif
}

/// As SumOfChunk, but for the largest entry.
template <class T, class Keep>
HWY_INLINE V SumOfTable(const double* table, const T* x, std::size_t count, const Keep& keep) {
  const D d;
  const std::size_t lanes = hn::Lanes(d);
  V sum = hn::Zero(d);
  for (std::size_t at = 0; at < count; at += 2 * lanes) {
    const V a = ExpOfTable(d, table, x + at);
    const V b = ExpOfTable(d, table, x + at + lanes);
    keep.template Store<2>(d, at, {a, b, a, b});
    sum = hn::Add(sum, hn::Add(a, b));
  }
  return sum;
}

/// As AddDirect, but for the largest entry.
template <class T, class Keep>
HWY_INLINE void AddOfTable(const double* table, const T* x, std::size_t count, Direct& sums,
                           const Keep& keep) {
  const std::size_t chunk = kChunk * hn::Lanes(D());
  for (std::size_t at = 0; at < count; at += chunk)
    Join(sums, SumOfTable(table, x + at, std::min(chunk, count - at), keep.From(at)));
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
