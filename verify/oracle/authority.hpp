// The authority: exact values over MPFR at a chosen precision, with a proved relative error.
#pragma once

#include <algorithm>
#include <boost/multiprecision/mpfr.hpp>
#include <cmath>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "verify/core/function.hpp"

namespace softmax::verify::oracle {

// Static precision: no shared state, safe in threads. `Digits` decimal digits; 0: the precision is
// chosen at run time (rising_precision.hpp says when, and guards the state that Boost shares).
template <unsigned Digits>
using Real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<Digits>,
                                           boost::multiprecision::et_off>;

// A term exp(-d) with d beyond kGreatestGap is not computed. Where even the nearest term is beyond
// half of that, the whole tail is not known but enclosed: it lies in (0, n e^(-kGreatestGap/2)],
// and n e^(-5e7) < n 2^(-7.21e7) < 2^-kTiny for every n < 2^64.
inline constexpr double kGreatestGap = 1.0e8;
inline constexpr int kTiny = 72000000;

// One row at one precision. Its results g satisfy |g - value(j)| <= units(j) v |value(j)|.
//
// Derivation. v = 2^(1 - bits) is twice the unit roundoff, so each MPFR operation (correctly
// rounded) has a relative error of at most v/2, and products of k such factors, with k v < 2^-20,
// of at most k v (the factor 2 covers all second-order terms). m entries equal the maximum a; the
// tail is the sum of the others, S = m + tail.
//   (A1) d_j = a - x_j: one operation, 1 v.
//   (A2) e_j = exp(-d_j): |exp'/exp| = 1, so d_j v from A1, and one operation: (d_j + 1) v.
//   (A3) tail: the weighted mean of the (d_i + 1) v is at most (D + 1) v, D the largest kept gap;
//        fewer than n additions of positive terms; dropped terms are below n e^(-kGreatestGap/2) of
//        the nearest one, hence below 1 v while bits < kTiny: (D + n + 2) v. Unless it is unknown.
//   (A4) S = m + tail: errors of A2 weigh sum g_i d_i <= ln(n/S) <= ln n < 64; additions and
//        dropped terms as in A3: (n + 68) v.
//   (A5) softmax e_j / S: A2 + A4 + one operation: (d_j + n + 70) v.
//   (A6) ln S = log1p(m - 1 + tail): the argument as A3 and one addition; the condition of log1p
//        at arguments >= 0 is at most 1; one operation: (D + n + 4) v.
//   (A7) log_softmax -(d_j + ln S): both of one sign, no cancellation: (D + n + 5) v.
//   (A8) logsumexp a + ln S: ((D + n + 4) v ln S + v |y|) / |y|, computed; the caller raises the
//        precision until it is small. y != 0 by theory.md, unless n = 1, which is exact.
template <typename Number>
class AuthorityRow {
 public:
  using Value = Number;
  static_assert(!std::is_convertible_v<Value, double>, "no silent way down from the oracle");
  static_assert(!std::is_convertible_v<Value, long double>, "no silent way down from the oracle");

  AuthorityRow(Function function, std::span<const double> x) : function_(function), n_(x.size()) {
    a_ = -std::numeric_limits<double>::infinity();
    for (const double value : x) a_ = std::max(a_, value);
    const Value a(a_);
    bool dropped = false;
    double nearest = std::numeric_limits<double>::infinity();
    gaps_.reserve(n_);
    terms_.reserve(n_);
    for (const double value : x) {
      if (std::isinf(value)) {
        gaps_.emplace_back(0);
        terms_.emplace_back(0);
        continue;
      }
      ++unmasked_;
      gaps_.push_back(a - Value(value));
      if (value == a_) {
        ++maxima_;
        terms_.emplace_back(1);
        continue;
      }
      const double gap = gaps_.back().template convert_to<double>();
      nearest = std::min(nearest, gap);
      if (gaps_.back() > kGreatestGap) {
        terms_.emplace_back(0);
        dropped = true;
        continue;
      }
      terms_.push_back(exp(-gaps_.back()));
      tail_ += terms_.back();
      largest_kept_gap_ = std::max(largest_kept_gap_, std::nextafter(gap, 1e9));
    }
    tail_unknown_ = dropped && nearest > kGreatestGap / 2;
    const Value maxima(static_cast<double>(maxima_));
    sum_ = maxima + tail_;
    const Value rest = (maxima - 1) + tail_;
    // By name, for its guarantee: a correctly rounded log1p.
    mpfr_log1p(log_sum_.backend().data(), rest.backend().data(), MPFR_RNDN);
  }

  // Of what was computed, not of what was asked for. bits >= 160: static precisions start at 50
  // digits and the run-time one lies above them all (rising_precision.hpp asserts both).
  long bits() const { return static_cast<long>(mpfr_get_prec(sum_.backend().data())); }
  std::size_t unmasked() const { return unmasked_; }
  std::size_t maxima() const { return maxima_; }  // m
  double maximum() const { return a_; }
  bool all_equal() const { return maxima_ == unmasked_; }

  // The tail and ln S: their relative error is log_units() v, unless they are unknown, in
  // (0, 2^-kTiny].
  const Value& tail() const { return tail_; }
  const Value& log_sum() const { return log_sum_; }
  bool tail_unknown() const { return tail_unknown_; }
  bool log_sum_unknown() const { return tail_unknown_ && maxima_ == 1; }
  double log_units() const { return largest_kept_gap_ + static_cast<double>(n_) + 8.0; }

  const Value& gap(std::size_t j) const { return gaps_[j]; }
  // Result j is only known to have a magnitude in (0, 2^-kTiny].
  bool tiny(std::size_t j) const {
    if (function_ == Function::softmax) return gaps_[j] > kGreatestGap;
    if (function_ == Function::log_softmax) return log_sum_unknown() && gaps_[j] == 0;
    return log_sum_unknown() && a_ == 0.0;
  }

  // Not for tiny(j) and not for masked entries.
  Value value(std::size_t j) const {
    if (function_ == Function::softmax) return terms_[j] / sum_;
    if (function_ == Function::log_softmax) return -(gaps_[j] + log_sum_);
    return Value(a_) + log_sum_;
  }

  // Relative error of value(j) in units of v (a double has no room for v itself); 0 where value(j)
  // is exact; infinity where it has no correct digit.
  double units(std::size_t j) const {
    if (unmasked_ == 1) return 0.0;  // 1, 0 and x exactly: d = 0, S = 1, ln S = 0
    if (function_ == Function::softmax) {
      if (all_equal() && (maxima_ & (maxima_ - 1)) == 0) return 0.0;  // 1/2^k, without rounding
      const double gap = gaps_[j].template convert_to<double>();
      return gap * 1.01 + static_cast<double>(n_) + 70.0;
    }
    // An unknown ln S <= 2^-kTiny is below 1 v of any double that it is added to.
    if (log_sum_unknown()) return 2.0;
    if (function_ == Function::log_softmax) return log_units();
    const Value y = value(0);
    if (y == 0) return std::numeric_limits<double>::infinity();
    const Value ratio = abs(log_sum_ / y);
    return (ratio.template convert_to<double>() * 1.01 + 0x1p-60) * log_units() + 1.0;
  }

  // value * units * v.
  Value error(const Value& value, double units) const {
    return ldexp(abs(value) * Value(units), static_cast<int>(1 - bits()));
  }

 private:
  Function function_;
  std::size_t n_;
  double a_ = 0.0;
  std::vector<Value> gaps_;
  std::vector<Value> terms_;  // 0 for masked and dropped entries
  Value tail_ = Value(0);
  Value sum_ = Value(0);
  Value log_sum_ = Value(0);
  double largest_kept_gap_ = 0.0;
  std::size_t unmasked_ = 0;
  std::size_t maxima_ = 0;
  bool tail_unknown_ = false;
};

}  // namespace softmax::verify::oracle
