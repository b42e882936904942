#include "verify/oracle/oracle.hpp"

#include <mpfr.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "verify/oracle/authority_row.hpp"
#include "verify/oracle/compare.hpp"
#include "verify/oracle/digits.hpp"
#include "verify/oracle/fast.hpp"
#include "verify/oracle/fast_binary64.hpp"

namespace softmax::verify::oracle {

namespace {

struct ThreadCaches {
  ~ThreadCaches() { mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE); }
};

}  // namespace

Oracle::Oracle() { [[maybe_unused]] static thread_local const ThreadCaches caches; }

RowExact Oracle::row(Function function, Format format, std::span<const double> x) {
  RowExact out;
  row(function, format, x, out);
  return out;
}

void Oracle::row(Function function, Format format, std::span<const double> x, RowExact& out) {
  const std::size_t count = results_per_row(function, x.size());
  const bool in_binary64 = format != Format::f64 && fast_binary64_row(function, format, x, out);
  if (in_binary64 || fast_row(function, format, x, out)) {
    counters_.fast += count;
    return;
  }
  counters_.authority += count;
  out = authority_row(function, format, x);
}

bool Oracle::error_exceeds(Function function, std::span<const double> x, std::size_t j, double y,
                           double limit, int exponent) {
  ++counters_.authority;
  if (!std::isfinite(limit) || limit < 0 || exponent < -kGreatestLimitExponent) {
    throw std::out_of_range("a limit of an error is finite, not negative, and above 2^-4000");
  }
  const bool masked = function != Function::logsumexp && std::isinf(x[j]);
  if (masked && function == Function::log_softmax) return y != x[j];
  if (!std::isfinite(y)) return true;
  // No two finite doubles are 2^1025 apart, and limit >= 2^-1074 or 0.
  const Dyadic bound = ldexp(Dyadic(limit), std::min(exponent, kGreatestLimitExponent));
  const Dyadic value(y);
  if (masked) return abs(value) > bound;
  return side(function, x, j, value + bound) > 0 || side(function, x, j, value - bound) < 0;
}

std::string Oracle::digits(Function function, std::span<const double> x, std::size_t j,
                           int digits) {
  ++counters_.authority;
  return decimal_digits(function, x, j, digits);
}

}  // namespace softmax::verify::oracle
