// double_double.hpp for vectors: the same algorithms of [joldes2017], an exact product by FMA where
// the target has one. Compiled once for each target of Highway.
#if defined(SOFTMAX_VECTOR_PAIR_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef SOFTMAX_VECTOR_PAIR_INL
#undef SOFTMAX_VECTOR_PAIR_INL
#else
#define SOFTMAX_VECTOR_PAIR_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace softmax::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using D = hn::CappedTag<double, kMaxLanes>;
using V = hn::Vec<D>;

struct Pair {
  V hi;
  V lo;
};

/// Exact a + b.
HWY_INLINE Pair TwoSum(V a, V b) {
  const V sum = hn::Add(a, b);
  const V b_seen = hn::Sub(sum, a);
  return {sum, hn::Add(hn::Sub(a, hn::Sub(sum, b_seen)), hn::Sub(b, b_seen))};
}

/// Exact a + b where |a| ≥ |b| or a = 0.
HWY_INLINE Pair FastTwoSum(V a, V b) {
  const V sum = hn::Add(a, b);
  return {sum, hn::Sub(b, hn::Sub(sum, a))};
}

/// Exact a · b where |a|, |b| < 2^990 and the product is 0 or at least 2^-960 in magnitude.
HWY_INLINE Pair TwoProduct(V a, V b) {
  const V product = hn::Mul(a, b);
#if HWY_NATIVE_FMA
  return {product, hn::MulSub(a, b, product)};
#else
  const V split = hn::Set(D(), 0x1p27 + 1);
  const V ac = hn::Mul(split, a);
  const V bc = hn::Mul(split, b);
  const V ah = hn::Sub(ac, hn::Sub(ac, a));
  const V bh = hn::Sub(bc, hn::Sub(bc, b));
  const V al = hn::Sub(a, ah);
  const V bl = hn::Sub(b, bh);
  const V cross =
      hn::Add(hn::Add(hn::Sub(hn::Mul(ah, bh), product), hn::Mul(ah, bl)), hn::Mul(al, bh));
  return {product, hn::Add(cross, hn::Mul(al, bl))};
#endif
}

/// The pairs {table[2 i], table[2 i + 1]} for i = bits mod kPairs, a power of two: a load each and
/// a transposition, since a gather takes longer on many processors.
template <std::int64_t kPairs>
HWY_INLINE Pair LookUp(D d, const double* table, hn::Vec<hn::RebindToSigned<D>> bits) {
  const hn::RebindToSigned<D> i;
#if HWY_TARGET <= HWY_AVX2
  const auto offsets = hn::And(hn::ShiftLeft<4>(bits), hn::Set(i, (kPairs - 1) << 4));  // in bytes
  alignas(64) std::int64_t at[kMaxLanes];
#if HWY_TARGET == HWY_AVX2
  hn::Store(offsets, i, at);
#else  // loads of 8 bytes wait for a store of 64
  const hn::Half<decltype(i)> half_of_them;
  hn::Store(hn::LowerHalf(half_of_them, offsets), half_of_them, at);
  hn::Store(hn::UpperHalf(half_of_them, offsets), half_of_them, at + hn::Lanes(half_of_them));
  // Compilers else take each from the vector, in the pipes that all arithmetic waits for.
  asm("" : "+m"(at));
#endif
  const hn::CappedTag<double, 2> pair;
  const auto load = [&](std::size_t lane) HWY_ATTR {
    return hn::LoadU(pair, reinterpret_cast<const double*>(
                               reinterpret_cast<const unsigned char*>(table) + at[lane]));
  };
  const auto loads = [&](std::size_t lane) HWY_ATTR {  // and every second one further on
#if HWY_TARGET == HWY_AVX2
    return hn::Combine(d, load(lane + 2), load(lane));
#else
    const hn::Half<D> half;
    return hn::Combine(d, hn::Combine(half, load(lane + 6), load(lane + 4)),
                       hn::Combine(half, load(lane + 2), load(lane)));
#endif
  };
  const V a = loads(0);
  const V b = loads(1);
  return {hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b)};
#else
  const auto at = hn::And(hn::Add(bits, bits), hn::Set(i, 2 * (kPairs - 1)));
  return {hn::GatherIndex(d, table, at), hn::GatherIndex(d, table + 1, at)};
#endif
}

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
