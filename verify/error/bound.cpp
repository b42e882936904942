#include "verify/error/bound.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "verify/core/scaled.hpp"
#include "verify/error/ulp.hpp"

namespace softmax::verify::error {
namespace {

// Factor that covers the roundings of this file and the error of log_sum, log_n_over_sum (below
// 2^-40 relative): a dozen operations of 2^-53 each, and 2^-40.
constexpr double kOutward = 1.0 + 0x1p-39;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double summation_constant(const Contract& contract, std::size_t n, std::size_t unmasked) {
  switch (contract.summation) {
    case Summation::recursive:  // adding an exact zero rounds nothing: only unmasked terms count
      return static_cast<double>(unmasked - 1);
    case Summation::pairwise:  // depth of the tree over all entries; an exact zero rounds nothing
      return static_cast<double>(std::min<std::size_t>(std::bit_width(n - 1), unmasked - 1));
    case Summation::compensated:
      return 2.0;
  }
  return 0.0;
}

}  // namespace

bool difference_is_rounded(Format format, double x, double a) {
  const double difference = x - a;
  if (!std::isfinite(difference)) return true;
  if (difference == 0.0) return false;
  // TwoDiff (Knuth): error is the rounding error of `difference`, exactly.
  const double b = difference - x;
  const double error = (x - (difference - b)) - (a + b);
  return error != 0.0 || round_to(format, difference) != difference;
}

RowBound::RowBound(const Contract& contract, Function function, Format format,
                   std::span<const double> x, const oracle::RowExact& exact)
    : contract_(contract), function_(function), format_(format), x_(x), exact_(exact) {
  const double u = unit_roundoff(format);
  const double largest_factor = std::max(contract.exp_error, 1.0) * u;
  u_prime_ = largest_factor < 1.0 ? u / (1.0 - largest_factor) : kInfinity;
  const bool flush = contract.underflow == Underflow::flush;
  const double lost = flush ? least_normal(format) : least_subnormal(format);
  flushed_gap_ = flush ? 2.0 * least_normal(format) / u : 0.0;
  const auto m = static_cast<double>(exact.unmasked);
  sum_terms_ = contract.exp_error + exact.log_n_over_sum + flushed_gap_ +
               summation_constant(contract, x.size(), exact.unmasked) + m * lost / u;
}

// d_j. Halves: the difference itself may overflow; an infinite gap is one beyond the doubles.
double RowBound::gap(std::size_t j) const { return 2.0 * (exact_.maximum / 2 - x_[j] / 2); }

double RowBound::absolute(std::size_t j) const {
  if (!std::isfinite(u_prime_)) return kInfinity;
  const bool rounded =
      function_ != Function::logsumexp && difference_is_rounded(format_, x_[j], exact_.maximum);
  const double log_error = contract_.exp_error * exact_.log_sum;
  const double second_order = 1.0 + (contract_.exp_error + 1.0) * u_prime_;
  const double lost = contract_.underflow == Underflow::flush
                          ? 2.0 * least_normal(format_) + least_subnormal(format_)
                          : least_subnormal(format_);
  const double terms = std::fabs(exact_.results[j].approximate()) + (rounded ? gap(j) : 0.0) +
                       log_error + sum_terms_;
  return (terms * u_prime_ * second_order + 2.0 * lost) * kOutward;
}

// g e^(K u') = exp(ln g + K u'), at most 1, for K u' > 1: neither over- nor underflows on the way.
// ln g + K u' = -d (1 - iota u') - ln S + (K - d iota) u': d is taken together, so that an infinite
// one is not held against itself. Each term 2^-50 to the safe side.
double RowBound::largest_value(double gap, bool rounded, double others) const {
  const double lowest = gap * (1.0 - (rounded ? u_prime_ : 0.0)) + exact_.log_sum;
  const double largest = others * u_prime_ * (1.0 + 0x1p-50) - lowest * (1.0 - 0x1p-50);
  return std::exp(std::min(0.0, largest));
}

double RowBound::shifted_ulp(std::size_t j) const {
  const oracle::Exact& g = exact_.results[j];
  const int ulp = spacing_exponent(format_, g);
  const double magnitude = std::fabs(scaled(g.hi + g.lo, g.exponent - ulp));  // |g| in ULP
  const double quantum = scaled(least_subnormal(format_), -ulp);
  const bool rounded =
      function_ != Function::logsumexp && difference_is_rounded(format_, x_[j], exact_.maximum);
  if (function_ == Function::softmax) {  // theorem B2
    const double others = contract_.exp_error + flushed_gap_ + sum_terms_ + 1.0;
    const double growth = ((rounded ? gap(j) : 0.0) + others) * u_prime_;
    if (!std::isfinite(u_prime_)) return scaled(1.0, -ulp);  // the law of range
    double relative_part = magnitude * expm1_above(growth);
    if (growth > 1.0) relative_part = scaled(largest_value(gap(j), rounded, others), -ulp);
    return (relative_part + 2.0 * quantum * (u_prime_ / unit_roundoff(format_))) * kOutward;
  }
  if (!std::isfinite(u_prime_)) return kInfinity;
  // theorems B3 (logsumexp) and B4 (log_softmax)
  const double log_error = contract_.exp_error * exact_.log_sum;  // E_l = E
  const double second_order = 1.0 + (contract_.exp_error + 1.0) * u_prime_;
  const double terms =
      ((rounded ? gap(j) : 0.0) + log_error + sum_terms_) * u_prime_ * second_order;
  const double flushed =
      contract_.underflow == Underflow::flush ? scaled(4.0 * least_normal(format_), -ulp) : 0.0;
  return (magnitude * u_prime_ * second_order + scaled(terms, -ulp) + 2.0 * quantum + flushed) *
         kOutward;
}

double RowBound::ulp(std::size_t j) const {
  if (known_.empty()) known_.assign(exact_.results.size(), -1.0);
  if (known_[j] < 0.0) known_[j] = computed_ulp(j);
  return known_[j];
}

double RowBound::computed_ulp(std::size_t j) const {
  const oracle::Exact& g = exact_.results[j];
  const bool masked = function_ != Function::logsumexp && std::isinf(x_[j]);
  if (masked || exact_.unmasked == 1) return 0.0;
  if (g.hi == 0.0 && g.relative == 0.0) return 0.0;
  switch (contract_.accuracy) {
    case Accuracy::correctly_rounded:
      return 0.5;
    case Accuracy::ulp:
      return contract_.ulp;
    case Accuracy::shifted:
      return shifted_ulp(j);
  }
  return 0.0;
}

bool RowBound::zero_allowed(std::size_t j) const {
  if (contract_.underflow != Underflow::flush) return false;
  const oracle::Exact& g = exact_.results[j];
  // What is flushed is the computed result, which lies within the bound of g: zero is allowed where
  // some value within the bound is below the least normal number.
  const int ulp_exponent = spacing_exponent(format_, g);
  const double magnitude = std::fabs(scaled(g.hi + g.lo, g.exponent - ulp_exponent));
  return magnitude - ulp(j) < scaled(least_normal(format_), -ulp_exponent);
}

}  // namespace softmax::verify::error
