// exp(−d) in double-double (Theorem 2).
#pragma once

#include "dd_constants.hpp"

namespace softmax::detail {

/// value · 2^exponent, with value in (1/2 − 2^-5, 1 + 2^-6).
struct ScaledDoubleDouble {
  DoubleDouble value;
  int exponent = 0;
};

/// Beyond this gap exp(−d) < 2^-1076 (746/ln 2 = 1076.2).
inline constexpr double kFarGap = 746;

/// Relative error at most 2^-100. Domain: d = hi + lo exactly, 0 ≤ hi ≤ kFarGap.
inline ScaledDoubleDouble exp_negative(DoubleDouble d) {
  // k = round(d / (ln 2 / 32)) < 2^16; −d = −k ln 2 / 32 + r, |r| ≤ 0.010832.
  // NOLINTNEXTLINE(bugprone-incorrect-roundings): d.hi >= 0
  const int k = static_cast<int>(d.hi * kInverseStep + 0.5);
  const double kd = k;
  // k·kStep1 and k·kStep2 are exact; only `rest` and k·kStep3 round, below 2^-110 together.
  const DoubleDouble first = two_sum(kd * kStep1, -d.hi);
  const DoubleDouble second = two_sum(kd * kStep2, -d.lo);
  const DoubleDouble sum = two_sum(first.hi, second.hi);
  const double rest = sum.lo + (first.lo + (second.lo + kd * kStep3));
  const DoubleDouble r = fast_two_sum(sum.hi, rest);

  double tail = kInverseFactorialTail[5];
  for (int i = 4; i >= 0; --i) tail = tail * r.hi + kInverseFactorialTail[i];
  DoubleDouble p = add(kInverseFactorial[6], multiply(r, tail));
  for (int i = 5; i >= 0; --i) p = add(kInverseFactorial[i], multiply(p, r));
  return {multiply(p, kExp2Table[k & 31]), -(k >> 5)};
}

}  // namespace softmax::detail
