#include "verify/oracle/digits.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <optional>

#include "verify/oracle/rising_precision.hpp"

namespace softmax::verify::oracle {
namespace {

template <typename Value>
std::string text_of(const Value& g, int digits) {
  const bool plain = g == 0 || (abs(g) >= 1e-5 && abs(g) < 1e17);
  // Scientific counts digits after the point.
  if (!plain) return g.str(digits - 1, std::ios_base::scientific);
  return g.str(digits, std::ios_base::fmtflags{});
}

// How many unmasked entries, if all are equal: then softmax is 1/m, and rounding it to digits may
// meet a tie, which no enclosure decides (1/8 to two digits).
std::optional<std::size_t> equal_entries(std::span<const double> x) {
  std::size_t m = 0;
  double first = 0.0;
  for (const double value : x) {
    if (std::isinf(value)) continue;
    if (m++ == 0) first = value;
    if (value != first) return std::nullopt;
  }
  return m;
}

// 1/m = q 10^-places, q an integer of `digits` digits, ties to even.
std::string inverse(std::size_t m, int digits) {
  using Integer = boost::multiprecision::cpp_int;
  const Integer count(m);
  Integer power = 1;
  int places = 0;
  const Integer least = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits - 1));
  while (power / count < least) {
    power *= 10;
    ++places;
  }
  Integer q = power / count;
  const Integer twice = 2 * (power % count);
  if (twice > count || (twice == count && q % 2 == 1)) ++q;
  const std::string decimal = q.str() + "e-" + std::to_string(places);
  // q 10^-places has `digits` digits: any precision beyond them prints it as it is.
  const RunTimePrecision precision(static_cast<unsigned>(digits) + 50U);
  return text_of(RunTimeReal(decimal), digits);
}

}  // namespace

std::string decimal_digits(Function function, std::span<const double> x, std::size_t j,
                           int digits) {
  if (function != Function::logsumexp && std::isinf(x[j])) {
    return function == Function::softmax ? "0" : "-inf";
  }
  if (function == Function::softmax) {
    if (const auto m = equal_entries(x)) return inverse(*m, digits);
  }
  std::string text;
  with_rising_precision(function, x, [&](const auto& row) {
    using Value = typename std::decay_t<decltype(row)>::Value;
    if (row.tiny(j)) {
      text = function == Function::log_softmax ? "between -1e-21000000 and 0"
                                               : "between 0 and 1e-21000000";
      return true;
    }
    // The digits are right when both ends of the enclosure, themselves rounded, round to them.
    const double units = row.units(j);
    if (!std::isfinite(units) || row.bits() < 4L * digits + 40) return false;
    const Value g = row.value(j);
    text = text_of(g, digits);
    if (units == 0.0) return true;
    const Value width = row.error(g, units + 2.0);
    return text_of(Value(g - width), digits) == text && text_of(Value(g + width), digits) == text;
  });
  return text;
}

}  // namespace softmax::verify::oracle
