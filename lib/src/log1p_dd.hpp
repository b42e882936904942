// ln(1 + t) in double-double (Theorem 4).
#pragma once

#include <cmath>

#include "exp_dd.hpp"
#include "kernels.hpp"

namespace softmax::detail {

/// Relative error at most 2^-93 where `known` comes back true (always, with any libm whose log1p is
/// good to 2^-40: that function only proposes, the residual decides). Domain: 2^-900 ≤ t < 2^64.
inline DoubleDouble log1p(DoubleDouble t, bool& known) {
  known = true;
  const DoubleDouble s = add({1, 0}, t);
  if (t.hi < 0x1p-5) {
    // 2 atanh z, z = t/(2 + t) < 2^-6; ten terms leave 2^-116.
    const DoubleDouble z = divide(t, add({2, 0}, t));
    const DoubleDouble square = multiply(z, z);
    DoubleDouble p = kAtanh[9];
    for (int i = 8; i >= 0; --i) p = add(kAtanh[i], multiply(p, square));
    const DoubleDouble half = multiply(p, z);
    return {2 * half.hi, 2 * half.lo};
  }
  // ln s = y + ln(s exp(−y)) = y + w − w²/2 + …, and w is known to 2^-98 absolutely.
  const double y = std::log1p(t.hi);
  if (!(y >= 0 && y < 64)) {
    known = false;
    return {};
  }
  const ScaledDoubleDouble e = exp_negative({y, 0});
  const double scale = std::ldexp(1.0, e.exponent);
  const DoubleDouble product = multiply(s, {e.value.hi * scale, e.value.lo * scale});
  const DoubleDouble w = add(product, {-1, 0});
  if (!(std::fabs(w.hi) < 0x1p-40)) known = false;
  // w³/3 < 2^-121; the rounding of w²/2 is below 2^-133.
  return add({y, 0}, add(w, {-0.5 * w.hi * w.hi, 0}));
}

/// ln s from y near it, as in log1p, with exp(−y) from the vectors' pairs: `known` where y is
/// within 2^-40.
inline DoubleDouble refine_log(DoubleDouble s, double y, bool& known) {
  const DoubleDouble w = add(multiply(s, exp_pair_kernel(y)), {-1, 0});
  known = std::fabs(w.hi) < 0x1p-40;
  return two_sum(y, w.hi + (w.lo - 0.5 * w.hi * w.hi));
}

/// From here on pair_log1p is good to bound::pair::kLogAbsolute.
inline constexpr double kPairLogFrom = 0x1p-5;

/// ln(1 + t) for the phase in pairs, `known` as for log1p, which it is below kPairLogFrom (Theorem
/// 12).
inline DoubleDouble pair_log1p(DoubleDouble t, bool& known) {
  if (t.hi < kPairLogFrom) return log1p(t, known);
  const DoubleDouble s = add({1, 0}, t);
  const double y = std::log1p(t.hi);
  known = y >= 0 && y < 64;
  return known ? refine_log(s, y, known) : DoubleDouble{};
}

}  // namespace softmax::detail
