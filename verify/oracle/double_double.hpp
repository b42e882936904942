// Double-double arithmetic: an unevaluated sum hi + lo with |lo| <= ulp(hi)/2.
// Relative error bounds, with u = 2^-53, from M. Joldes, J.-M. Muller, V. Popescu, "Tight and
// rigorous error bounds for basic building blocks of double-word arithmetic", ACM TOMS 44(2), 2017.
// Valid without over- and underflow; who uses them says why there is none that matters.
#pragma once

namespace softmax::verify::oracle {

struct DoubleDouble {
  double hi = 0.0;
  double lo = 0.0;
};

// Exact: hi + lo = a + b, for |a| >= |b| or a = 0 (Dekker).
constexpr DoubleDouble fast_two_sum(double a, double b) {
  const double s = a + b;
  return {s, b - (s - a)};
}

// Exact: hi + lo = a + b (Knuth).
constexpr DoubleDouble two_sum(double a, double b) {
  const double s = a + b;
  const double a_part = s - b;
  const double b_part = s - a_part;
  return {s, (a - a_part) + (b - b_part)};
}

// Exact: hi + lo = a b (Veltkamp's split, Dekker's product; no FMA, so every machine agrees).
constexpr DoubleDouble two_prod(double a, double b) {
  constexpr double kSplit = 134217729.0;  // 2^27 + 1
  const double a_big = kSplit * a;
  const double a_hi = a_big - (a_big - a);
  const double a_lo = a - a_hi;
  const double b_big = kSplit * b;
  const double b_hi = b_big - (b_big - b);
  const double b_lo = b - b_hi;
  const double p = a * b;
  return {p, ((a_hi * b_hi - p) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo};
}

// AccurateDWPlusDW, Theorem 3.1: relative error at most 3 u^2 / (1 - 4 u).
constexpr DoubleDouble operator+(DoubleDouble x, DoubleDouble y) {
  const DoubleDouble s = two_sum(x.hi, y.hi);
  const DoubleDouble t = two_sum(x.lo, y.lo);
  const DoubleDouble v = fast_two_sum(s.hi, s.lo + t.hi);
  return fast_two_sum(v.hi, t.lo + v.lo);
}

constexpr DoubleDouble operator-(DoubleDouble x) { return {-x.hi, -x.lo}; }

// DWTimesDW1, Theorem 5.1: relative error at most 7 u^2.
constexpr DoubleDouble operator*(DoubleDouble x, DoubleDouble y) {
  const DoubleDouble c = two_prod(x.hi, y.hi);
  const double cross = x.hi * y.lo + x.lo * y.hi;
  return fast_two_sum(c.hi, c.lo + cross);
}

// DWDivDW2, Theorem 7.2: relative error at most 15 u^2 + 56 u^3.
constexpr DoubleDouble operator/(DoubleDouble x, DoubleDouble y) {
  const double t = x.hi / y.hi;
  // r = y t, DWTimesFP1 (Theorem 4.1).
  const DoubleDouble c = two_prod(y.hi, t);
  const DoubleDouble c2 = fast_two_sum(c.hi, y.lo * t);
  const DoubleDouble r = fast_two_sum(c2.hi, c2.lo + c.lo);
  const double delta = (x.hi - r.hi) + (x.lo - r.lo);
  return fast_two_sum(t, delta / y.hi);
}

}  // namespace softmax::verify::oracle
