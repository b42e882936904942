// The oracle: exact values with an enclosure, for rows of finite values and -inf with at least one
// finite value. Staged: a fast tier with a proved error bound answers when its enclosure decides,
// the authority (Boost.Multiprecision over MPFR, precision doubled until decided) when not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::oracle {

struct Counters {
  std::uint64_t fast = 0;       // results answered by the fast tier
  std::uint64_t authority = 0;  // results that had to be asked of the authority
};

// Thread-compatible: one object a thread.
class Oracle {
 public:
  // What MPFR keeps for a thread is freed when a thread that made an oracle ends.
  Oracle();

  // Enclosures narrow enough to measure in ULP of `format`: relative <= 2^-(p + 20).
  // Results below 2^-100000 in magnitude may be enclosed between 0 and a power of two instead, with
  // relative = 1.
  // Precondition: n >= 1, entries finite or -inf, at least one finite.
  RowExact row(Function function, Format format, std::span<const double> x);
  // The same into an object that is used again: no allocation a row.
  void row(Function function, Format format, std::span<const double> x, RowExact& out);

  // Is |y - g_j| > limit * 2^exponent (limit an exact double, >= 0; the exponent, since half a
  // subnormal quantum of f64 is no double)? Decided always, by rising precision: for limits
  // that no exact value can meet (theory.md, Lindemann-Weierstrass) the loop ends.
  // Used where the enclosure of row() leaves the question open. Throws std::out_of_range for a
  // limit that is negative or not finite, and for exponent < -4000.
  bool error_exceeds(Function function, std::span<const double> x, std::size_t j, double y,
                     double limit, int exponent = 0);

  // Result j to `digits` decimal digits, correctly rounded, for people.
  std::string digits(Function function, std::span<const double> x, std::size_t j, int digits);

  const Counters& counters() const { return counters_; }

 private:
  Counters counters_;
};

}  // namespace softmax::verify::oracle
