// The bound that a contract gives for each result, in ULP of the exact value.
// Derived in BOUNDS.md (theorems B1 to B4); nothing here was fitted to a subject.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "verify/core/contract.hpp"
#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::error {

// What the bounds of one row have in common.
class RowBound {
 public:
  // x: the row (finite or -inf entries, one finite at least); exact: the oracle's answer for it.
  RowBound(const Contract& contract, Function function, Format format, std::span<const double> x,
           const oracle::RowExact& exact);

  // Bound of |y - g| for result j, in ULP of the format at g; rounded outward. 0 where g is exactly
  // known and must be met exactly (masked entries, rows with one unmasked entry).
  double ulp(std::size_t j) const;

  // The same in absolute terms, for log_softmax and logsumexp under `shifted`, whose bounds are
  // absolute: where g is so small that ulp(j) overflows, this says what is allowed.
  double absolute(std::size_t j) const;

  // Whether y = 0 is allowed for result j whatever ulp(j) says (contract underflow = flush).
  bool zero_allowed(std::size_t j) const;

 private:
  double computed_ulp(std::size_t j) const;
  double gap(std::size_t j) const;
  double shifted_ulp(std::size_t j) const;
  double largest_value(double gap, bool rounded, double others) const;

  const Contract& contract_;
  Function function_;
  Format format_;
  std::span<const double> x_;
  const oracle::RowExact& exact_;
  double sum_terms_;    // relative error of the computed sum, in u' (theorem B1)
  double flushed_gap_;  // operands and differences below the least normal number, in u (flush)
  double u_prime_;      // u / (1 - max(E, 1) u); infinite where exp promises nothing
  mutable std::vector<double> known_;  // ulp(j) where it was asked for, else negative
};

// At least e^t - 1 but for roundings (2^-50 relative), t >= 0; within 2^-21 of it: for t <= 2^-6
// the series t (1 + t/2 (1 + t/3 (1 + t/4 (1 + ...)))) with t in place of t/4 (1 + t/5 ...), which
// is less.
inline double expm1_above(double t) {
  return t > 0x1p-6 ? std::expm1(t) : t * (1.0 + t / 2 * (1.0 + t / 3 * (1.0 + t)));
}

// iota of theorem B2: is x - a rounded in `format`?
bool difference_is_rounded(Format format, double x, double a);

}  // namespace softmax::verify::error
