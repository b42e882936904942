#include "verify/oracle/oracle.hpp"

#include <cmath>

#include "verify/oracle/authority.hpp"
#include "verify/oracle/authority_row.hpp"
#include "verify/oracle/fast.hpp"

namespace softmax::verify::oracle {
namespace {

// All finite entries equal: the only rows whose softmax is rational (theory.md), g = 1/m. Decided
// exactly: 1200 digits hold y m - 1 and limit m 2^exponent without rounding.
bool all_equal(std::span<const double> x, std::size_t& m) {
  m = 0;
  double first = 0.0;
  for (const double value : x) {
    if (std::isinf(value)) continue;
    if (m++ == 0) first = value;
    if (value != first) return false;
  }
  return true;
}

bool rational_exceeds(std::size_t m, double y, double limit, int exponent) {
  using Value = Real<1200>;
  const Value count(static_cast<double>(m));
  const Value error = abs(Value(y) * count - 1);
  return error > ldexp(Value(limit), exponent) * count;
}

}  // namespace

RowExact Oracle::row(Function function, Format format, std::span<const double> x) {
  RowExact out;
  const std::size_t count = results_per_row(function, x.size());
  if (fast_row(function, format, x, out)) {
    counters_.fast += count;
    return out;
  }
  counters_.authority += count;
  return authority_row(function, format, x);
}

bool Oracle::error_exceeds(Function function, std::span<const double> x, std::size_t j, double y,
                           double limit, int exponent) {
  ++counters_.authority;
  std::size_t m = 0;
  const bool masked = function != Function::logsumexp && std::isinf(x[j]);
  if (masked) return function == Function::softmax ? y != 0.0 : y != x[j];
  if (function == Function::softmax && all_equal(x, m)) {
    return rational_exceeds(m, y, limit, exponent);
  }
  bool exceeds = false;
  // Where the last precision leaves the question open, |y - g| and the limit agree to more than
  // 10^-5900: no subject is blamed for that.
  with_rising_precision(function, x, [&](const auto& row) {
    using Value = typename std::decay_t<decltype(row)>::Value;
    const Value bound = ldexp(Value(limit), exponent);
    if (row.tiny(j)) {
      const Value largest = ldexp(Value(1), 33 - kTiny);
      exceeds = abs(Value(y)) > bound + largest;
      return exceeds || abs(Value(y)) + largest <= bound;
    }
    const double relative = row.relative(j);
    if (!std::isfinite(relative)) return false;
    const Value g = row.value(j);
    const Value error = abs(Value(y) - g);
    // v: the roundings of this comparison itself.
    const Value slack = abs(g) * relative + (error + bound) * row.v();
    if (error - slack > bound) return exceeds = true;
    return error + slack <= bound;
  });
  return exceeds;
}

std::string Oracle::digits(Function function, std::span<const double> x, std::size_t j,
                           int digits) {
  ++counters_.authority;
  std::string text;
  if (function != Function::logsumexp && std::isinf(x[j])) {
    return function == Function::softmax ? "0" : "-inf";
  }
  with_rising_precision(function, x, [&](const auto& row) {
    using Value = typename std::decay_t<decltype(row)>::Value;
    if (row.tiny(j)) {
      text = "between 0 and 1e-43000000";
      return true;
    }
    if (std::numeric_limits<Value>::digits10 < digits + 5) return false;
    const double relative = row.relative(j);
    if (!std::isfinite(relative)) return false;
    const Value g = row.value(j);
    const Value width = abs(g) * relative;
    const bool plain = g == 0 || (abs(g) >= 1e-5 && abs(g) < 1e17);
    const auto flags = plain ? std::ios_base::fmtflags{} : std::ios_base::scientific;
    const int shown = plain ? digits : digits - 1;  // scientific counts digits after the point
    text = g.str(shown, flags);
    // The digits are right when both ends of the enclosure round to them.
    return Value(g - width).str(shown, flags) == text && Value(g + width).str(shown, flags) == text;
  });
  return text;
}

}  // namespace softmax::verify::oracle
