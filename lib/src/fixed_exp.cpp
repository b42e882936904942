#include "fixed_exp.hpp"

#include <bit>

namespace softmax::detail {

Enclosure exp_negative(const Limbs& d, std::size_t fraction) {
  // t = d / 2^s < 2^-16, one unit too small at most.
  const unsigned s = 16U + static_cast<unsigned>(64 - std::countl_zero(d[fraction]));
  Limbs t = d;
  shift_right(t, s);
  // Σ (−t)^k / k!. Each term is at most 2 units too small, since a term takes over its
  // predecessor's error times t/k, and two truncations. The first term that is 0 here is below 3
  // units, and the alternating rest is not larger.
  Limbs term(fraction + 1, 0);
  term[fraction] = 1;
  Limbs sum = term;
  std::uint64_t count = 1;
  for (; !is_zero(term); ++count) {
    term = multiply(term, t, fraction);
    divide_small(term, count);
    if (count % 2 == 1)
      subtract_from(sum, term);
    else
      add_to(sum, term);
  }
  // 2 per term, 3 for the rest, 2 for t (its own unit, and d's two units, are at most
  // 1 + 2/2^16 units of t).
  std::uint64_t error = 2 * count + 5;
  // (v + e)² = v² + 2ve + e², with v ≤ 1 and e² below one unit; one more for the truncation.
  for (unsigned i = 0; i < s; ++i) {
    sum = multiply(sum, sum, fraction);
    error = 2 * error + 2;
  }
  Enclosure result{sum, sum};
  subtract_units(result.low, error);
  add_units(result.high, error);
  return result;
}

Enclosure log(const Enclosure& s, double guess, std::size_t fraction) {
  // Newton: y ← y + r − r²/2 with r = s exp(−y) − 1. The last r certifies y:
  // ln s = y + ln(1 + r), and |ln(1 + r)| ≤ 2 |r| for |r| ≤ 1/2.
  Limbs one(fraction + 1, 0);
  one[fraction] = 1;
  Limbs y = to_limbs(guess, fraction, fraction + 1);
  Limbs best_error;
  Limbs best;
  for (;;) {
    const Enclosure e = exp_negative(y, fraction);
    const Limbs low = multiply(s.low, e.low, fraction);
    Limbs high = multiply(s.high, e.high, fraction);
    add_units(high, 1);
    // |r| ≤ max(high − 1, 1 − low)
    Limbs bound(fraction + 1, 0);
    Limbs up = high;
    if (compare(high, one) > 0) {
      subtract_from(up, one);
      bound = up;
    }
    if (compare(low, one) < 0) {
      Limbs down = one;
      subtract_from(down, low);
      if (compare(down, bound) > 0) bound = down;
    }
    // Twice the bound, and stop once a step does not halve it.
    Limbs twice = bound;
    add_to(twice, bound);
    const bool small = bound[fraction] == 0 && (bound[fraction - 1] >> 63) == 0;
    if (!best.empty() && (!small || compare(twice, best_error) >= 0)) break;
    if (small) {
      best = y;
      best_error = bound;
    }
    // The step, from the lower end: s exp(−y) ≈ low.
    const bool positive = compare(low, one) >= 0;
    Limbs r = positive ? low : one;
    subtract_from(r, positive ? one : low);
    Limbs half_square = multiply(r, r, fraction);
    shift_right(half_square, 1);
    if (positive) {
      add_to(y, r);
      subtract_from(y, half_square);
    } else {
      add_to(r, half_square);
      if (compare(r, y) > 0)
        y.assign(y.size(), 0);
      else
        subtract_from(y, r);
    }
  }
  Enclosure result{best, best};
  Limbs width = best_error;
  add_to(width, best_error);
  add_to(result.high, width);
  if (compare(result.low, width) < 0)
    result.low.assign(result.low.size(), 0);
  else
    subtract_from(result.low, width);
  return result;
}

}  // namespace softmax::detail
