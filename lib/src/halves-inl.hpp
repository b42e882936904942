// Two vectors of double taken as two vectors of their upper and lower halves, and put together
// again. Compiled once for each target of Highway.
#if defined(SOFTMAX_HALVES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_HALVES_INL
#undef SOFTMAX_HALVES_INL
#else
#define SOFTMAX_HALVES_INL
#endif

#include "formats-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Halves = hn::Repartition<std::uint32_t, D>;

/// The halves stand in an order of the target's own: with AVX-512 one instruction takes them from
/// each block of 128 bits of a and of b, else they are a.0, b.0, a.1, b.1, …
#if HWY_TARGET <= HWY_AVX3
template <int kWhich>
HWY_INLINE hn::Vec<Halves> HalvesOf(V a, V b) {
  const hn::Repartition<float, D> floats;
  const auto first = hn::BitCast(floats, a);
  const auto second = hn::BitCast(floats, b);
  const hn::Vec<decltype(floats)> some{_mm512_shuffle_ps(first.raw, second.raw, kWhich)};
  return hn::BitCast(Halves(), some);
}
HWY_INLINE hn::Vec<Halves> UpperHalves(V a, V b) { return HalvesOf<_MM_SHUFFLE(3, 1, 3, 1)>(a, b); }
HWY_INLINE hn::Vec<Halves> LowerHalves(V a, V b) { return HalvesOf<_MM_SHUFFLE(2, 0, 2, 0)>(a, b); }
HWY_INLINE V FirstOfHalves(hn::Vec<Halves> upper, hn::Vec<Halves> lower) {
  return hn::BitCast(D(), hn::InterleaveLower(Halves(), lower, upper));
}
HWY_INLINE V SecondOfHalves(hn::Vec<Halves> upper, hn::Vec<Halves> lower) {
  return hn::BitCast(D(), hn::InterleaveUpper(Halves(), lower, upper));
}
#elif HWY_TARGET != HWY_SCALAR
HWY_INLINE hn::Vec<Halves> UpperHalves(V a, V b) {
  const Halves halves;
  const auto first = hn::ShiftRight<32>(hn::BitCast(U64(), a));
  return hn::OddEven(hn::BitCast(halves, b), hn::BitCast(halves, first));
}
HWY_INLINE hn::Vec<Halves> LowerHalves(V a, V b) {
  const Halves halves;
  const auto second = hn::ShiftLeft<32>(hn::BitCast(U64(), b));
  return hn::OddEven(hn::BitCast(halves, second), hn::BitCast(halves, a));
}
HWY_INLINE V FirstOfHalves(hn::Vec<Halves> upper, hn::Vec<Halves> lower) {
  const auto first = hn::ShiftLeft<32>(hn::BitCast(U64(), upper));
  return hn::BitCast(D(), hn::OddEven(hn::BitCast(Halves(), first), lower));
}
HWY_INLINE V SecondOfHalves(hn::Vec<Halves> upper, hn::Vec<Halves> lower) {
  const auto second = hn::ShiftRight<32>(hn::BitCast(U64(), lower));
  return hn::BitCast(D(), hn::OddEven(upper, hn::BitCast(Halves(), second)));
}
#endif

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
