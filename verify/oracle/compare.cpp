#include "verify/oracle/compare.hpp"

#include <algorithm>
#include <cmath>

#include "verify/oracle/rising_precision.hpp"

// Comparing g itself with c would need as many digits as g and c share: 1.4 million for
// 1/(2 + e^-1000000) and 1/2. So each question is turned into one about a positive transcendental
// quantity (known to a relative error) against an exact number q:
//   softmax at the maximum:  g = 1/(m + tail) > c    iff  c tail < 1 - c m            (c > 0)
//   softmax elsewhere:       g = e_j / S             against c itself: no far term of the row can
//                            be what keeps e_j / S from c, as e_j / m is transcendental too
//   log_softmax:             g = -(d_j + ln S) > c   iff  ln S < -c - d_j
//   logsumexp:               g = a + ln S > c        iff  ln S > c - a
// q <= 0 decides at once. Equality never holds (Lindemann-Weierstrass), so rising precision ends.
namespace softmax::verify::oracle {
namespace {

struct Row {
  double a = -std::numeric_limits<double>::infinity();
  std::size_t unmasked = 0;
  std::size_t maxima = 0;
};

Row look_at(std::span<const double> x) {
  Row row;
  for (const double value : x) row.a = std::max(row.a, value);
  for (const double value : x) {
    row.unmasked += !std::isinf(value);
    row.maxima += value == row.a;
  }
  return row;
}

int sign(const Dyadic& z) { return (z > 0) - (z < 0); }

// Sign of known (1 +- units v) - q, known > 0 and q > 0; 0: not decided. Rounding q and subtracting
// adds less than 2 v of each; the product with the bound itself is covered by 4 more.
template <typename Row, typename Value>
int against(const Row& row, const Value& known, double units, const Dyadic& q) {
  Value rounded(0);
  mpfr_set(rounded.backend().data(), q.backend().data(), MPFR_RNDN);
  const Value excess = known - rounded;
  const Value slack = row.error(known + rounded, units + 8.0);
  if (excess > slack) return 1;
  return excess < -slack ? -1 : 0;
}

// Sign of factor * tail - q; q, factor > 0. An unknown quantity is at most 2^-kTiny, far below q.
int side_of_tail(std::span<const double> x, const Dyadic& factor, const Dyadic& q) {
  int decided = 0;
  with_rising_precision(Function::softmax, x, [&](const auto& row) {
    using Value = typename std::decay_t<decltype(row)>::Value;
    if (row.tail_unknown()) return (decided = -1) != 0;
    Value rounded(0);
    mpfr_set(rounded.backend().data(), factor.backend().data(), MPFR_RNDN);
    const Value product = rounded * row.tail();
    return (decided = against(row, product, row.log_units() + 2.0, q)) != 0;
  });
  return decided;
}

// Sign of ln S - q, q > 0.
int side_of_log_sum(std::span<const double> x, const Dyadic& q) {
  int decided = 0;
  with_rising_precision(Function::logsumexp, x, [&](const auto& row) {
    if (row.log_sum_unknown()) return (decided = -1) != 0;
    return (decided = against(row, row.log_sum(), row.log_units(), q)) != 0;
  });
  return decided;
}

// Sign of e_j / S - q, q > 0, for an entry below the maximum.
int side_of_quotient(std::span<const double> x, std::size_t j, const Dyadic& q) {
  int decided = 0;
  with_rising_precision(Function::softmax, x, [&](const auto& row) {
    if (row.tiny(j)) return (decided = -1) != 0;
    return (decided = against(row, row.value(j), row.units(j), q)) != 0;
  });
  return decided;
}

}  // namespace

int side(Function function, std::span<const double> x, std::size_t j, const Dyadic& c) {
  const Row row = look_at(x);
  if (function == Function::softmax) {
    const Dyadic q = 1 - c * Dyadic(static_cast<double>(row.maxima));
    if (row.maxima == row.unmasked) return sign(q);  // g = 1/m, rational
    if (c <= 0) return 1;
    if (c >= 1) return -1;
    if (x[j] != row.a) return side_of_quotient(x, j, c);
    return q <= 0 ? -1 : -side_of_tail(x, c, q);
  }
  if (function == Function::log_softmax) {
    const Dyadic q = -c - (Dyadic(row.a) - Dyadic(x[j]));
    if (row.unmasked == 1) return sign(q);
    return q <= 0 ? -1 : -side_of_log_sum(x, q);
  }
  const Dyadic q = c - Dyadic(row.a);
  if (row.unmasked == 1) return -sign(q);
  return q <= 0 ? 1 : side_of_log_sum(x, q);
}

}  // namespace softmax::verify::oracle
