#include "verify/oracle/authority_row.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "verify/oracle/rising_precision.hpp"

namespace softmax::verify::oracle {
namespace {

// v (1 +- relative) as a double-double: hi is v rounded to nearest, lo the rest rounded, so the
// truncation adds at most 2^-53 ulp(hi)/2 <= 2^-106 |v|.
template <typename Value>
Exact enclose(const Value& v, double relative) {
  Exact g;
  if (v == 0) return g;
  int exponent = 0;
  const Value significand = frexp(v, &exponent);  // in [1/2, 1)
  const bool scaled = exponent < -900 || exponent > 1000;
  const Value shown = scaled ? Value(significand * 2) : v;
  g.hi = shown.template convert_to<double>();
  g.lo = Value(shown - Value(g.hi)).template convert_to<double>();
  g.exponent = scaled ? exponent - 1 : 0;
  g.relative = relative == 0.0 && g.lo == 0.0 ? 0.0 : relative + 0x1p-105;
  return g;
}

template <typename Row>
bool answer(const Row& row, Function function, double wanted, std::span<const double> x,
            RowExact& out) {
  const std::size_t count = results_per_row(function, x.size());
  out.results.assign(count, {});
  for (std::size_t j = 0; j < count; ++j) {
    if (function != Function::logsumexp && std::isinf(x[j])) {
      if (function == Function::log_softmax) {
        out.results[j].hi = -std::numeric_limits<double>::infinity();
      }
      continue;
    }
    if (row.tiny(j)) {  // somewhere in (0, 2^-kTiny]: 2^-kTiny (1 +- 1) holds it
      out.results[j] = {function == Function::log_softmax ? -1.0 : 1.0, 0.0, -kTiny, 1.0};
      continue;
    }
    // Where a double has no room for the error, 2^-900 is above it.
    const double units = row.units(j);
    const double relative =
        units == 0.0 ? 0.0
                     : std::max(0x1p-900, std::ldexp(units, static_cast<int>(1 - row.bits())));
    if (!(relative <= wanted)) return false;
    out.results[j] = enclose(row.value(j), relative);
  }
  out.maximum = row.maximum();
  out.unmasked = row.unmasked();
  out.log_sum = row.log_sum().template convert_to<double>();
  out.log_n_over_sum = std::max(0.0, std::log(static_cast<double>(row.unmasked())) - out.log_sum);
  return true;
}

}  // namespace

RowExact authority_row(Function function, Format format, std::span<const double> x) {
  const double wanted = std::ldexp(1.0, -(traits(format).precision + 20));
  RowExact out;
  with_rising_precision(function, x,
                        [&](const auto& row) { return answer(row, function, wanted, x, out); });
  return out;
}

}  // namespace softmax::verify::oracle
