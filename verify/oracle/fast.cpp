#include "verify/oracle/fast.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "verify/core/scaled.hpp"
#include "verify/oracle/fast_exp.hpp"

// Derivation of the bounds used here, u = 2^-53, n entries. (exp: kExpError = 128 u^2.)
//  (F1) d_j = a - x_j exactly, as two_sum, unless it overflows (then the authority is asked).
//  (F2) e_j: 128 u^2, with its power of two kept apart.
//  (F3) S: terms with k > 900 add at most n 2^-900 and are left out; each addition 3 u^2 of a
//  partial
//       sum of positive terms: relative (3 n + 130) u^2. The same holds for rest = S - 1. Eight or
//       more equal terms are one product, 7 u^2, and one addition: less than the additions it
//       stands for.
//  (F4) softmax e_j / S: (128 + 3 n + 130 + 16) u^2 < (3 n + 300) u^2.
//  (F5) ln S = log1p(rest), in fast_log1p: 2^-76, plus the error of rest (condition <= 1).
//  (F6) log_softmax -(d_j + ln S): both terms of one sign: F5 + 3 u^2.
//  (F7) logsumexp a + ln S: (ln S F5 + 3 u^2 |y|) / |y|, computed.
namespace softmax::verify::oracle {
namespace {

constexpr double kU2 = 0x1p-106;
constexpr double kLogError = 0x1p-76;
constexpr int kNegligible = 900;
constexpr std::size_t kRun = 8;  // equal entries that are multiplied, not added

struct Sums {
  double maximum = -std::numeric_limits<double>::infinity();
  std::size_t unmasked = 0;
  DoubleDouble rest;      // sum without one maximum, times 2^rest_k
  int rest_k = 0;         // least k of its terms
  double relative = 0.0;  // of rest and of S
};

// The sum of the exponentials; false: not for this tier. Terms beyond kGreatestFastGap stand for
// less than 2^-144000 and are left out of every sum, and so is the first of the largest entries.
// Four partial sums, joined at the end: a term of a row of n takes part in n additions at most.
bool add_up(std::span<const double> x, const FastExps& e, Sums& sums) {
  constexpr std::size_t kPartial = 4;
  double least = std::numeric_limits<double>::infinity();
  std::size_t maximum_at = x.size();
  for (std::size_t j = 0; j < x.size(); ++j) {
    if (std::isinf(x[j])) continue;
    ++sums.unmasked;
    if (!(e.d_hi[j] <= 1e300)) return false;
    if (x[j] == sums.maximum && maximum_at == x.size()) {
      maximum_at = j;
    } else {
      least = std::min(least, e.k[j]);
    }
  }
  if (std::isinf(least)) return true;
  sums.rest_k = static_cast<int>(least);
  DoubleDouble partial[kPartial];
  for (std::size_t j = 0, next = 0; j < x.size(); j = next) {
    next = j + 1;
    const double shift = e.k[j] - least;
    if (j == maximum_at || std::isinf(x[j]) || shift > kNegligible) continue;
    const double scale = scaled(1.0, -static_cast<int>(shift));
    DoubleDouble term{e.significand_hi[j] * scale, e.significand_lo[j] * scale};
    while (next < x.size() && x[next] == x[j] && next != maximum_at) ++next;
    const std::size_t count = next - j;
    if (count < kRun) {
      next = j + 1;
    } else {  // one product (F3) for so many additions
      term = term * DoubleDouble{static_cast<double>(count), 0.0};
    }
    DoubleDouble& sum = partial[j % kPartial];
    sum = sum + term;
  }
  sums.rest = (partial[0] + partial[1]) + (partial[2] + partial[3]);
  return true;
}

// ln(1 + z) for a double-double z > 0 in [2^-900, 2^40]: relative error at most kLogError.
//  z < 2^-20: the series to z^6; its remainder is below z^7/7; in the bracket 1/3 - z(...) is a
//  double (2^-52 relative, weighted by z^2 <= 2^-40), the rest double-double: below 2^-91.
//  else: y0 any double near ln S, t = S exp(-y0) - 1 with an absolute error below 2^-98 (F2, one
//  product, S <= 2^41 cancels with exp), ln S = y0 + t - t^2/2 + t^3/3 - ..., |t| < 2^-40 checked,
//  remainder below 2^-121: absolute error below 2^-97 of ln S > 2^-20.01: relative below 2^-76.9.
std::optional<DoubleDouble> fast_log1p(DoubleDouble z) {
  if (z.hi < 0x1p-20) {
    const double inner = 1.0 / 3 - z.hi * (0.25 - z.hi * (0.2 - z.hi / 6));
    const DoubleDouble half = DoubleDouble{0.5, 0.0} + -(z * DoubleDouble{inner, 0.0});
    const DoubleDouble one = DoubleDouble{1.0, 0.0} + -(z * half);
    return z * one;
  }
  const DoubleDouble s = DoubleDouble{1.0, 0.0} + z;
  const double y0 = std::log(s.hi);
  const ScaledExp inverse = fast_exp({y0, 0.0});
  const double scale = scaled(1.0, -inverse.k);
  const DoubleDouble product =
      s * DoubleDouble{inverse.significand.hi * scale, inverse.significand.lo * scale};
  const DoubleDouble t = product + DoubleDouble{-1.0, 0.0};
  if (!(std::fabs(t.hi) < 0x1p-40)) return std::nullopt;
  const DoubleDouble half_square = t * DoubleDouble{t.hi * 0.5, 0.0};
  return DoubleDouble{y0, 0.0} + (t + -half_square);
}

Exact exact(DoubleDouble value, int exponent, double relative) {
  return {value.hi, value.lo, exponent, relative};
}

}  // namespace

bool fast_row(Function function, Format format, std::span<const double> x, RowExact& out) {
  thread_local std::vector<double> scratch;
  if (scratch.size() < FastExps::kArrays * x.size()) scratch.resize(FastExps::kArrays * x.size());
  const FastExps e(scratch.data(), x.size());
  Sums sums;
  for (const double value : x) sums.maximum = std::max(sums.maximum, value);
  fast_exps(sums.maximum, x.data(), x.size(), e);
  sums.relative = (3.0 * static_cast<double>(x.size()) + 130.0) * kU2;
  if (!add_up(x, e, sums)) return false;
  out.maximum = sums.maximum;
  out.unmasked = sums.unmasked;
  out.results.assign(results_per_row(function, x.size()), {});

  // ln S = log_sum 2^-log_k.
  DoubleDouble log_sum;
  int log_k = 0;
  double log_relative = 0.0;
  DoubleDouble s{1.0, 0.0};
  if (sums.rest.hi != 0.0) {
    log_relative = sums.relative + kLogError;
    if (sums.rest_k > 800) {  // ln(1 + z) = z (1 - theta z), z < 2^-780
      log_sum = sums.rest;
      log_k = sums.rest_k;
    } else {
      const double scale = scaled(1.0, -sums.rest_k);
      const DoubleDouble rest{sums.rest.hi * scale, sums.rest.lo * scale};
      s = s + rest;
      const auto log = fast_log1p(rest);
      if (!log) return false;
      log_sum = *log;
    }
  }
  out.log_sum = scaled(log_sum.hi, -log_k);
  out.log_n_over_sum = std::max(0.0, std::log(static_cast<double>(sums.unmasked)) - out.log_sum);

  const double wanted = scaled(1.0, -(traits(format).precision + 20));
  const bool far_terms_only = sums.rest_k > 140000;
  if (function == Function::logsumexp) {
    const double a = sums.maximum;
    if (log_k != 0) {
      // a + z with z < 2^-770: nothing to add where |a| is large, and all there is where a = 0.
      if (far_terms_only || (a != 0.0 && std::fabs(a) < 0x1p-600)) return false;
      out.results[0] = a == 0.0 ? exact(log_sum, -log_k, log_relative) : Exact{a, 0.0, 0, 0x1p-150};
      return true;
    }
    const DoubleDouble y = DoubleDouble{a, 0.0} + log_sum;
    if (log_sum.hi == 0.0) {
      out.results[0] = {a, 0.0, 0, 0.0};
      return true;
    }
    const double relative = 1.01 * log_sum.hi * log_relative / std::fabs(y.hi) + 4.0 * kU2;
    // No low part below the normal range, and room for the enclosure.
    if (!(relative <= wanted) || !(std::fabs(y.hi) > 0x1p-900)) return false;
    out.results[0] = exact(y, 0, relative);
    return true;
  }
  // All equal, and a power of two of them: every e_j is 1, S = m, and 1/m has no error.
  const std::size_t m = sums.unmasked;
  const bool even_share = (m & (m - 1)) == 0 && std::all_of(x.begin(), x.end(), [&](double value) {
                            return value == sums.maximum || std::isinf(value);
                          });
  for (std::size_t j = 0; j < x.size(); ++j) {
    Exact& g = out.results[j];
    if (j > 0 && x[j] == x[j - 1]) {  // equal entries have equal results
      g = out.results[j - 1];
      continue;
    }
    if (std::isinf(x[j])) {
      if (function == Function::log_softmax) g.hi = x[j];
      continue;
    }
    if (function == Function::softmax) {
      if (sums.unmasked == 1) {
        g.hi = 1.0;
      } else if (e.d_hi[j] > kGreatestFastGap) {  // below 2^-144000: [0, 2] 2^-140000 holds it
        g = {1.0, 0.0, -140000, 1.0};
      } else {
        const double n = static_cast<double>(x.size());
        const int k = static_cast<int>(e.k[j]);
        g = exact(e.significand(j) / s, -k, even_share ? 0.0 : (3.0 * n + 300.0) * kU2);
        if (k < kNegligible) {  // plain doubles where nothing is lost
          const double scale = scaled(1.0, -k);
          g = {g.hi * scale, g.lo * scale, 0, g.relative};
        }
        if (!(g.relative <= wanted)) return false;
      }
      continue;
    }
    if (log_k != 0 && e.d_hi[j] == 0.0) {
      if (far_terms_only) return false;
      g = exact(-log_sum, -log_k, log_relative);
      continue;
    }
    // With log_k != 0, ln S < 2^-770 is nothing next to d_j, unless d_j is tiny too.
    if (log_k != 0 && e.d_hi[j] < 0x1p-600) return false;
    const DoubleDouble y = log_k != 0 ? -e.d(j) : -(e.d(j) + log_sum);
    g = exact(y, 0, log_relative + 4.0 * kU2 + (log_k != 0 ? 0x1p-150 : 0.0));
    if (y.hi == 0.0 && sums.unmasked == 1) g = {0.0, 0.0, 0, 0.0};
    if (!(g.relative <= wanted)) return false;
    if (y.hi != 0.0 && !(std::fabs(y.hi) > 0x1p-900)) return false;
  }
  return true;
}

}  // namespace softmax::verify::oracle
