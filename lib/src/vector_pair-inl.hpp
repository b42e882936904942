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

}  // namespace softmax::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
