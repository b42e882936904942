// The authority: exact values over MPFR at a chosen precision, with a proved relative error.
#pragma once

#include <boost/multiprecision/mpfr.hpp>
#include <cmath>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "verify/core/function.hpp"

namespace softmax::verify::oracle {

// Static precision: no shared state, safe in threads. `Digits` decimal digits.
template <unsigned Digits>
using Real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<Digits>,
                                           boost::multiprecision::et_off>;

// A term exp(-d) with d beyond this is not computed but enclosed in (0, 2^-kTiny]: e^-d <
// 2^(-1.44 d).
inline constexpr double kGreatestGap = 1.0e8;
inline constexpr int kTiny = 144000000;

// One row at one precision. Its results g satisfy |g - value(j)| <= relative(j) |value(j)|.
//
// Derivation. v = 2^(1 - bits) is at least twice the unit roundoff of Real, so each MPFR operation
// (correctly rounded) has a relative error of at most v/2, and products of k such factors, with
// k v < 2^-20, of at most k v (the factor 2 covers all second-order terms).
//   (A1) d_j = a - x_j                      one operation                               1 v
//   (A2) e_j = exp(-d_j)                    |exp'/exp| = 1, so d_j v from A1, plus one  (d_j + 1) v
//   (A3) S = sum of e_j in order            weights g_j on A2, and sum g_j d_j <= ln(n/S) <= ln n <
//   64
//                                           for any n; n - 1 additions; dropped terms
//                                           n 2^-kTiny < v                               (n + 66) v
//   (A4) softmax e_j / S                    A2 + A3 + one                                (d_j + n +
//   68) v (A5) rest = S without one maximum       as A3, but the weights are those within rest, so
//   the mean
//                                           gap is at most the largest kept gap D        (D + n +
//                                           2) v
//   (A6) ln S = log1p(rest)                 condition of log1p at rest >= 0 is <= 1      (D + n +
//   3) v (A7) log_softmax -(d_j + ln S)          both of one sign: no cancellation            (D +
//   n + 5) v (A8) logsumexp a + ln S                 ((D + n + 3) v ln S + v |y|) / |y|, computed;
//   the caller
//                                           raises the precision until it is small. y != 0 by
//                                           theory.md unless n = 1, which is exact.
// Where all of rest was dropped, ln S lies in (0, n 2^-kTiny].
template <unsigned Digits>
class AuthorityRow {
 public:
  using Value = Real<Digits>;
  static_assert(std::numeric_limits<Value>::digits10 >= 50, "an oracle needs guard digits");
  static_assert(!std::is_convertible_v<Value, double>, "no silent way down from the oracle");

  AuthorityRow(Function function, std::span<const double> x) : function_(function), x_(x) {
    a_ = -std::numeric_limits<double>::infinity();
    for (const double value : x) a_ = std::max(a_, value);
    const Value a(a_);
    Value rest(0);
    bool skipped = false;
    gaps_.reserve(x.size());
    terms_.reserve(x.size());
    for (const double value : x) {
      if (std::isinf(value)) {
        gaps_.emplace_back(0);
        terms_.emplace_back(0);
        continue;
      }
      ++unmasked_;
      gaps_.push_back(a - Value(value));
      if (gaps_.back() > kGreatestGap) {
        terms_.emplace_back(0);
        dropped_ = true;
        continue;
      }
      terms_.push_back(exp(-gaps_.back()));
      if (value == a_ && !skipped) {
        skipped = true;
      } else {
        rest += terms_.back();
        const double gap = gaps_.back().template convert_to<double>();
        largest_kept_gap_ = std::max(largest_kept_gap_, std::nextafter(gap, 1e9));
      }
    }
    sum_ = rest + 1;
    log_sum_ = log1p(rest);
    unknown_log_sum_ = rest == 0 && dropped_;
  }

  static double v() { return std::ldexp(1.0, 1 - std::numeric_limits<Value>::digits); }
  std::size_t unmasked() const { return unmasked_; }
  double maximum() const { return a_; }
  const Value& sum() const { return sum_; }
  const Value& log_sum() const { return log_sum_; }
  // ln S or the result is only known to lie in (0, 2^-kTiny * n].
  bool tiny(std::size_t j) const {
    if (function_ == Function::softmax) return gaps_[j] > kGreatestGap;
    return function_ == Function::log_softmax && unknown_log_sum_ && gaps_[j] == 0;
  }

  Value value(std::size_t j) const {
    switch (function_) {
      case Function::softmax:
        return terms_[j] / sum_;
      case Function::log_softmax:
        return -(gaps_[j] + log_sum_);
      default:
        return Value(a_) + log_sum_;
    }
  }

  // Relative error of value(j); infinity where value(j) has no correct digit. Not for tiny(j).
  double relative(std::size_t j) const {
    const auto n = static_cast<double>(x_.size());
    if (unmasked_ == 1) return 0.0;  // 1, 0 and x exactly: d = 0, S = 1, ln S = 0
    const double log_terms = (largest_kept_gap_ + n + 8.0) * v();
    if (function_ == Function::softmax) {
      const double gap = gaps_[j].template convert_to<double>();
      return (gap * 1.01 + n + 70.0) * v();
    }
    if (function_ == Function::log_softmax) return log_terms;
    const Value y = value(0);
    if (y == 0) return std::numeric_limits<double>::infinity();
    const Value ratio = abs(log_sum_ / y);
    return (ratio.template convert_to<double>() * 1.01 + 0x1p-60) * log_terms + v() +
           (unknown_log_sum_ ? v() : 0.0);
  }

 private:
  Function function_;
  std::span<const double> x_;
  double a_ = 0.0;
  std::vector<Value> gaps_;
  std::vector<Value> terms_;
  Value sum_;
  Value log_sum_;
  double largest_kept_gap_ = 0.0;
  std::size_t unmasked_ = 0;
  bool dropped_ = false;
  bool unknown_log_sum_ = false;
};

// Calls `ask(AuthorityRow<D>)` at 50, 100, 200, ... digits until it returns true. False when the
// last precision did not decide either.
template <typename Ask>
bool with_rising_precision(Function function, std::span<const double> x, Ask&& ask) {
  if (ask(AuthorityRow<50>(function, x))) return true;
  if (ask(AuthorityRow<120>(function, x))) return true;
  if (ask(AuthorityRow<400>(function, x))) return true;
  if (ask(AuthorityRow<1200>(function, x))) return true;
  return ask(AuthorityRow<6000>(function, x));
}

}  // namespace softmax::verify::oracle
