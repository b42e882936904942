#include "last_resort.hpp"

#include <cmath>

#include "sum_dd.hpp"

namespace softmax::detail {
namespace {

constexpr std::size_t kFirstFraction = 4;  // limbs: 256 bits
// A double is an integer of 2^-1074 below 2^1024: 17 limbs on either side of the point hold it,
// and one more holds a difference.
constexpr std::size_t kExactFraction = 17;
constexpr std::size_t kIntegerLimbs = 18;

/// exp(−(max − value)) enclosed; low and high are exact for the largest entries.
Enclosure term(double max, double value, std::size_t fraction) {
  const double bits = 64 * static_cast<double>(fraction);
  const DoubleDouble d = gap(max, value);
  Limbs zero(fraction + 1, 0);
  Limbs high = zero;
  if (d.hi == 0) {
    high[fraction] = 1;
    return {high, high};
  }
  if (!(d.hi <= 0.7 * bits)) {  // exp(−0.7 bits) < 2^-bits: less than one unit
    high[0] = 1;
    return {zero, high};
  }
  Limbs fixed = to_limbs(d.hi, fraction, fraction + 1);  // floor, then floor or ceiling: 2 units
  const Limbs low = to_limbs(std::fabs(d.lo), fraction, fraction + 1);
  if (d.lo >= 0)
    add_to(fixed, low);
  else if (compare(fixed, low) >= 0)
    subtract_from(fixed, low);
  return exp_negative(fixed, fraction);
}

template <Format T>
FixedSum& fixed_sum(Row<const T> x, double max, std::size_t fraction, FixedSums& known) {
  for (FixedSum& sum : known)
    if (sum.fraction == fraction) return sum;
  FixedSum sum{fraction, {Limbs(fraction + 1, 0), Limbs(fraction + 1, 0)}, {}};
  double last = max;
  Enclosure e = term(max, max, fraction);
  for (std::size_t i = 0; i < x.n; ++i) {
    const double value = to_double(x[i]);
    if (std::isinf(value)) continue;  // a mask
    if (value != last) {
      e = term(max, value, fraction);
      last = value;
    }
    add_to(sum.sum.low, e.low);
    add_to(sum.sum.high, e.high);
  }
  known.push_back(sum);
  return known.back();
}

template <Format T>
const Enclosure& fixed_log(Row<const T> x, double max, std::size_t fraction, FixedSums& known) {
  FixedSum& sum = fixed_sum(x, max, fraction, known);
  if (sum.log.low.empty()) {
    Limbs rest = sum.sum.low;  // S − 1 as a double, for the first guess
    --rest[fraction];
    double guess = 0;
    for (std::size_t i = 0; i <= fraction; ++i)
      guess += std::ldexp(static_cast<double>(rest[i]),
                          64 * (static_cast<int>(i) - static_cast<int>(fraction)));
    sum.log = log(sum.sum, std::log1p(guess), fraction);
  }
  return sum.log;
}

/// The leading 120 bits of an integer of units 2^-(64 fraction), and whether anything is below.
struct Leading {
  Uint128 bits = 0;
  int exponent = 0;
  bool below = false;
};
Leading leading(const Limbs& a, std::size_t fraction) {
  std::size_t top = a.size();
  while (top > 0 && a[top - 1] == 0) --top;
  Leading result;
  result.exponent = -64 * static_cast<int>(fraction);
  if (top == 0) return result;
  if (top == 1) {
    result.bits = a[0];
    return result;
  }
  // The top 64 bits of the leading limb and its successor, then 56 more.
  Limbs shifted(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(top));
  const int width = static_cast<int>(64 * top) - std::countl_zero(shifted[top - 1]);
  const int drop = width > 120 ? width - 120 : 0;
  Limbs kept = shifted;
  shift_right(kept, static_cast<unsigned>(drop));
  result.bits = (Uint128{kept.size() > 1 ? kept[1] : 0} << 64) | kept[0];
  result.exponent += drop;
  for (int i = 0; i < drop; i += 64) {
    const std::uint64_t limb = shifted[static_cast<std::size_t>(i / 64)];
    const int used = drop - i < 64 ? drop - i : 64;
    if ((used == 64 ? limb : limb & ((std::uint64_t{1} << used) - 1)) != 0) result.below = true;
  }
  return result;
}

template <Format T>
std::uint64_t round_limbs(const Limbs& a, std::size_t fraction, bool above) {
  const Leading l = leading(a, fraction);
  return round_integer<T>(l.bits, l.exponent, above || l.below);
}

/// Decides for a number strictly between low and high.
template <Format T>
bool decide(const Limbs& low, Limbs high, std::size_t fraction, std::uint64_t& bits) {
  if (is_zero(high)) return false;
  subtract_units(high, 1);
  bits = round_limbs<T>(low, fraction, true);
  return bits == round_limbs<T>(high, fraction, true);
}

/// The same units for all: `fraction` limbs widened to `wide`, with kIntegerLimbs above the point.
Limbs widen(const Limbs& a, std::size_t fraction, std::size_t wide) {
  Limbs result(wide + kIntegerLimbs, 0);
  add_to(result, a, wide - fraction);
  return result;
}

}  // namespace

template <Format T>
T last_resort_softmax(Row<const T> x, double max, double entry, FixedSums& known) {
  // Start where the result has at least 128 bits: it is above exp(−gap)/n.
  const double d = max - entry;
  std::size_t fraction = kFirstFraction + static_cast<std::size_t>(d < 1000 ? d / 40 : 25);
  for (;; fraction *= 2) {
    const FixedSum& sum = fixed_sum(x, max, fraction, known);
    const Enclosure e = term(max, entry, fraction);
    bool exact_low = false;
    bool exact_high = false;
    const Limbs low = divide(e.low, sum.sum.high, fraction, exact_low);
    Limbs high = divide(e.high, sum.sum.low, fraction, exact_high);
    const bool exact = compare(e.low, e.high) == 0 && compare(sum.sum.low, sum.sum.high) == 0;
    if (exact && exact_low) return with_sign<T>(round_limbs<T>(low, fraction, false), false);
    if (!exact_high) add_units(high, 1);
    std::uint64_t bits = 0;
    if (decide<T>(low, high, fraction, bits)) return with_sign<T>(bits, false);
  }
}

template <Format T>
T last_resort_log_softmax(Row<const T> x, double max, double entry, FixedSums& known) {
  for (std::size_t fraction = kFirstFraction;; fraction *= 2) {
    const std::size_t wide = fraction > kExactFraction ? fraction : kExactFraction;
    const Enclosure& log_sum = fixed_log(x, max, fraction, known);
    // |y| = (max − entry) + ln S, the difference exact.
    Limbs gap_exact = to_limbs(std::fabs(max), wide, wide + kIntegerLimbs);
    const Limbs other = to_limbs(std::fabs(entry), wide, wide + kIntegerLimbs);
    if ((max < 0) != (entry < 0)) {
      add_to(gap_exact, other);
    } else if (max < 0) {  // |entry| ≥ |max|
      Limbs difference = other;
      subtract_from(difference, gap_exact);
      gap_exact = difference;
    } else {
      subtract_from(gap_exact, other);
    }
    Limbs low = widen(log_sum.low, fraction, wide);
    Limbs high = widen(log_sum.high, fraction, wide);
    add_to(low, gap_exact);
    add_to(high, gap_exact);
    std::uint64_t bits = 0;
    if (decide<T>(low, high, wide, bits)) return with_sign<T>(bits, true);
  }
}

template <Format T>
T last_resort_logsumexp(Row<const T> x, double max, FixedSums& known) {
  for (std::size_t fraction = kFirstFraction;; fraction *= 2) {
    const std::size_t wide = fraction > kExactFraction ? fraction : kExactFraction;
    const Enclosure& log_sum = fixed_log(x, max, fraction, known);
    const Limbs magnitude = to_limbs(std::fabs(max), wide, wide + kIntegerLimbs);
    Limbs low = widen(log_sum.low, fraction, wide);
    Limbs high = widen(log_sum.high, fraction, wide);
    std::uint64_t bits = 0;
    bool decided = false;
    bool negative = false;
    if (max >= 0) {
      add_to(low, magnitude);
      add_to(high, magnitude);
      decided = decide<T>(low, high, wide, bits);
    } else if (compare(low, magnitude) >= 0) {  // ln S − |max| > 0
      subtract_from(low, magnitude);
      subtract_from(high, magnitude);
      decided = decide<T>(low, high, wide, bits);
    } else if (compare(high, magnitude) <= 0) {  // |max| − ln S > 0
      negative = true;
      Limbs near = magnitude;
      Limbs far = magnitude;
      subtract_from(near, high);
      subtract_from(far, low);
      decided = decide<T>(near, far, wide, bits);
    }
    if (decided) return with_sign<T>(bits, negative);
  }
}

#define SOFTMAX_FOR_FORMAT(T)                                                      \
  template T last_resort_softmax<T>(Row<const T>, double, double, FixedSums&);     \
  template T last_resort_log_softmax<T>(Row<const T>, double, double, FixedSums&); \
  template T last_resort_logsumexp<T>(Row<const T>, double, FixedSums&);
SOFTMAX_FOR_FORMAT(double)
SOFTMAX_FOR_FORMAT(float)
SOFTMAX_FOR_FORMAT(float16)
SOFTMAX_FOR_FORMAT(bfloat16)
#undef SOFTMAX_FOR_FORMAT

}  // namespace softmax::detail
