// From the sums of double rows, lane by lane, to what their outputs need, for several rows at once
// (Theorem 18). Compiled once for each target of Highway.
#if defined(SOFTMAX_PAIR_FACTORS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_PAIR_FACTORS_INL
#undef SOFTMAX_PAIR_FACTORS_INL
#else
#define SOFTMAX_PAIR_FACTORS_INL
#endif

#include "exp_log-inl.hpp"
#include "pair_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// The sums of Lanes(d) numbers each that stand one after the other from `at` on.
HWY_INLINE void SumsOfLanes(D d, const double* high_at, const double* low_at, Pair& sum) {
  const auto join = [&](V high, V low) HWY_ATTR {
    const Pair joined = TwoSum(sum.hi, high);
    sum = {joined.hi, hn::Add(sum.lo, hn::Add(joined.lo, low))};
  };
#if HWY_TARGET == HWY_AVX2
  V high[4];
  V low[4];
  hn::LoadInterleaved4(d, high_at, high[0], high[1], high[2], high[3]);
  hn::LoadInterleaved4(d, low_at, low[0], low[1], low[2], low[3]);
  for (int lane = 0; lane < 4; ++lane) join(high[lane], low[lane]);
#elif HWY_TARGET <= HWY_AVX3
  // Lanes of 0 to 3 and of 4 to 7 alternate in what is loaded.
  V high[8];
  V low[8];
  for (int half = 0; half < 8; half += 4) {
    const int at = 8 * half;
    hn::LoadInterleaved4(d, high_at + at, high[half], high[half + 1], high[half + 2],
                         high[half + 3]);
    hn::LoadInterleaved4(d, low_at + at, low[half], low[half + 1], low[half + 2], low[half + 3]);
  }
  for (int lane = 0; lane < 4; ++lane)
    join(hn::ConcatEven(d, high[lane + 4], high[lane]),
         hn::ConcatEven(d, low[lane + 4], low[lane]));
  for (int lane = 0; lane < 4; ++lane)
    join(hn::ConcatOdd(d, high[lane + 4], high[lane]), hn::ConcatOdd(d, low[lane + 4], low[lane]));
#else
  const std::size_t lanes = hn::Lanes(d);
  const hn::RebindToSigned<D> i;
  const auto rows = hn::Mul(hn::Iota(i, 0), hn::Set(i, static_cast<std::int64_t>(lanes)));
  for (std::size_t lane = 0; lane < lanes; ++lane)
    join(hn::GatherIndex(d, high_at + lane, rows), hn::GatherIndex(d, low_at + lane, rows));
#endif
}

/// Clears the bits of the rows from `first` on whose lanes are false.
HWY_INLINE void Keep(D d, hn::Mask<D> mask, std::size_t first, std::uint64_t& rows) {
  std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, mask, bits);
  rows &= ~(static_cast<std::uint64_t>(~bits[0] & ((1U << hn::Lanes(d)) - 1)) << first);
}

/// Σ exp(x) of Lanes(d) rows from `first` on; 1 where that is below kPairLeast, and the row's bit
/// is cleared.
HWY_INLINE Pair TotalsOfRows(D d, const double* high, const double* low, std::size_t first,
                             std::uint64_t& usable) {
  const std::size_t lanes = hn::Lanes(d);
  Pair sum = {hn::Zero(d), hn::Zero(d)};
  SumsOfLanes(d, high + first * lanes, low + first * lanes, sum);
  const Pair total = FastTwoSum(sum.hi, sum.lo);
  const auto large = hn::Ge(total.hi, hn::Set(d, kPairLeast));  // false for NaN
  Keep(d, large, first, usable);
  return {hn::IfThenElse(large, total.hi, hn::Set(d, 1.0)), hn::IfThenElseZero(large, total.lo)};
}

/// 1/s as `divide` of double_double.hpp gives it.
HWY_INLINE Pair InverseOf(D d, Pair s) {
  const V one = hn::Set(d, 1.0);
  const V quotient = hn::Div(one, s.hi);
  const Pair p = TwoProduct(s.hi, quotient);
  const Pair first = FastTwoSum(p.hi, hn::Mul(s.lo, quotient));
  const Pair product = FastTwoSum(first.hi, hn::Add(first.lo, p.lo));
  const V left = hn::Sub(hn::Sub(one, product.hi), product.lo);
  return FastTwoSum(quotient, hn::Div(left, s.hi));
}

/// ln s from y = Log(s) and e = ExpPair(−y): y + w, w = s exp(−y) − 1.
HWY_INLINE Pair LogFrom(D d, Pair s, V y, Pair e) {
  const Pair p = TwoProduct(s.hi, e.hi);
  const V low = hn::Add(p.lo, hn::MulAdd(s.hi, e.lo, hn::Mul(s.lo, e.hi)));
  return TwoSum(y, hn::Add(hn::Sub(p.hi, hn::Set(d, 1.0)), low));
}
/// ln s for kPairLeast ≤ s < 2^402, within bound::pair::kLogAbsolute, y being within 2^-41 of it.
HWY_INLINE Pair LogOf(D d, Pair s) {
  const V y = Log(d, s.hi);
  return LogFrom(d, s, y, ExpPair(d, hn::Neg(y)));
}
/// Two at once, of which the chains overlap.
struct TwoPairs {
  Pair first;
  Pair second;
};
HWY_INLINE TwoPairs LogsOf(D d, const TwoPairs& s) {
  const V y = Log(d, s.first.hi);
  const V z = Log(d, s.second.hi);
  const Pair e = ExpPair(d, hn::Neg(y));
  const Pair f = ExpPair(d, hn::Neg(z));
  return {LogFrom(d, s.first, y, e), LogFrom(d, s.second, z, f)};
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
