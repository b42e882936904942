// Unevaluated sums of two doubles, in round to nearest, without FMA: the same on every machine.
// Error bounds: Joldes, Muller, Popescu, "Tight and rigorous error bounds for basic building
// blocks of double-word arithmetic", ACM TOMS 44(2), 2017 [joldes2017]; u = 2^-53.
#pragma once

namespace softmax::detail {

/// hi + lo with |lo| ≤ ulp(hi)/2.
struct DoubleDouble {
  double hi = 0;
  double lo = 0;
};

/// Exact a + b, for all a and b whose sum does not overflow.
constexpr DoubleDouble two_sum(double a, double b) {
  const double sum = a + b;
  const double b_seen = sum - a;
  return {sum, (a - (sum - b_seen)) + (b - b_seen)};
}

/// Exact a + b where |a| ≥ |b| or a = 0.
constexpr DoubleDouble fast_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// Exact a · b by Veltkamp and Dekker where |a|, |b| < 2^990 and the product is 0 or at least
/// 2^-960 in magnitude; off by at most 2^-1070 where it is smaller.
constexpr DoubleDouble two_product(double a, double b) {
  constexpr double kSplit = 0x1p27 + 1;
  const double ac = kSplit * a;
  const double bc = kSplit * b;
  const double ah = ac - (ac - a);
  const double bh = bc - (bc - b);
  const double al = a - ah;
  const double bl = b - bh;
  const double product = a * b;
  return {product, ((ah * bh - product) + ah * bl + al * bh) + al * bl};
}

/// Relative error at most 3u² + 13u³ (AccurateDWPlusDW).
constexpr DoubleDouble add(DoubleDouble x, DoubleDouble y) {
  const DoubleDouble s = two_sum(x.hi, y.hi);
  const DoubleDouble t = two_sum(x.lo, y.lo);
  const DoubleDouble v = fast_two_sum(s.hi, s.lo + t.hi);
  return fast_two_sum(v.hi, t.lo + v.lo);
}

/// Relative error at most 7u² (DWTimesDW1).
constexpr DoubleDouble multiply(DoubleDouble x, DoubleDouble y) {
  const DoubleDouble p = two_product(x.hi, y.hi);
  return fast_two_sum(p.hi, p.lo + (x.hi * y.lo + x.lo * y.hi));
}

/// x · y for a double y, relative error at most 3u² (DWTimesFP1 has 3/2 u² + 4u³).
constexpr DoubleDouble multiply(DoubleDouble x, double y) {
  const DoubleDouble p = two_product(x.hi, y);
  const DoubleDouble s = fast_two_sum(p.hi, x.lo * y);
  return fast_two_sum(s.hi, s.lo + p.lo);
}

/// Relative error at most 15u² + 56u³ (DWDivDW2).
constexpr DoubleDouble divide(DoubleDouble x, DoubleDouble y) {
  const double quotient = x.hi / y.hi;
  const DoubleDouble r = multiply(y, quotient);
  const double rest = (x.hi - r.hi) + (x.lo - r.lo);
  return fast_two_sum(quotient, rest / y.hi);
}

}  // namespace softmax::detail
