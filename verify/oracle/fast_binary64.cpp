#include "verify/oracle/fast_binary64.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "verify/oracle/exp_binary64.hpp"
#include "verify/oracle/fast_exp.hpp"

// Derivation of the bounds, in units of u = 2^-53, n entries. No sum or difference overflows: the
// entries are below 2^128. One unit more everywhere covers second-order terms (all are < 2^12 u).
//  (B1) d_j = a - x_j exactly, as a pair.
//  (B2) e_j: kExpBinary64Units; far terms (d > 600) are left out of the sums.
//  (B3) rest = S - 1, all terms positive: 32 additions a lane, 3 to join 8 lanes, one a block of
//       256: R = kExpBinary64Units + 36 + n/256. Far terms are below n 2^-865 in all: nothing next
//       to S, and less than 2^-60 of rest where rest > 2^-700 and n < 2^40; below, ln S is not
//       known.
//  (B4) S = 1 + rest: R + 1. softmax e_j / S: kExpBinary64Units + R + 1 + 1 + 1.
//  (B5) ln S = log1p(rest), condition <= 1: L = R + kLogUnits + 1 (log1p_binary64 below).
//  (B6) log_softmax -(d_hi + (ln S + d_lo)), |d_lo| <= u d_hi: two additions, no cancellation that
//       matters: L + 3.
//  (B7) logsumexp a + ln S: (L ln S + |y|)/|y|, computed with 1 % to spare.
namespace softmax::verify::oracle {
namespace {

constexpr double kUnit = 0x1p-53;
constexpr double kLogUnits = 12.0;

// ln(1 + z), z in [2^-700, 2^40]: relative error at most kLogUnits u. With w = s^2 <= 0.0303,
//   2 atanh(s) = 2 s (1 + q), q = w/3 + w^2/5 + ... + w^11/23 <= 0.0104, remainder w^12/25 < 2^-64:
//   q has less than 12 u of itself (0.13 u), 1 + q, the product: 2.2 u next to the error of s.
//   z < 0.42: s = z/(2 + z), 2 u: 4.2 u in all.
//   else S = 1 + z = m 2^k, sqrt(1/2) <= m < sqrt(2), k >= 1: s = (m - 1)/(m + 1), 2 u; ln m has
//   4.2 u of at most 0.3466 < ln S; k ln 2 has 1.5 u of at most 2 ln S; the sum 1 u; the rounding
//   of S is u/ln S < 2.9 u: 11.1 u in all.
double log1p_binary64(double z) {
  int k = 0;
  double s = 0.0;
  if (z < 0.42) {
    s = z / (2.0 + z);
  } else {
    double m = std::frexp(1.0 + z, &k);  // [1/2, 1)
    if (m < 0x1.6a09e667f3bcdp-1) {
      m *= 2.0;
      --k;
    }
    s = (m - 1.0) / (m + 1.0);
  }
  const double w = s * s;
  double q = 1.0 / 23;
  for (int odd = 21; odd >= 3; odd -= 2) q = q * w + 1.0 / odd;
  const double log_m = 2.0 * s * (1.0 + q * w);
  return k * 0x1.62e42fefa39efp-1 + log_m;
}

constexpr std::size_t kLanes = 8;
constexpr std::size_t kBlock = 256;

double sum_block(const double* e, std::size_t n) {
  std::array<double, kLanes> lane{};
  std::size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (std::size_t l = 0; l < kLanes; ++l) lane[l] += e[i + l];
  }
  for (std::size_t l = 0; i < n; ++i, ++l) lane[l] += e[i];
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

double sum(const double* e, std::size_t n) {
  double total = 0.0;
  for (std::size_t i = 0; i < n; i += kBlock) total += sum_block(e + i, std::min(kBlock, n - i));
  return total;
}

struct Maximum {
  double value = -std::numeric_limits<double>::infinity();
  std::size_t at = 0;
  std::size_t unmasked = 0;
};

Maximum maximum(std::span<const double> x) {
  Maximum m;
  for (std::size_t j = 0; j < x.size(); ++j) {
    m.unmasked += x[j] > -std::numeric_limits<double>::infinity();
    if (x[j] > m.value) {
      m.value = x[j];
      m.at = j;
    }
  }
  return m;
}

// An entry beyond kGreatestBinary64Gap: exp in double-double, or an enclosure between 0 and a power
// of two (beyond kGreatestFastGap, e^-d is below 2^-144000).
Exact far(double hi, double lo, double s, double relative) {
  if (hi > kGreatestFastGap) return {1.0, 0.0, -140000, 1.0};
  const ScaledExp e = fast_exp({hi, lo});
  return {e.significand.hi / s, 0.0, -e.k, relative};
}

}  // namespace

bool fast_binary64_row(Function function, Format format, std::span<const double> x, RowExact& out) {
  thread_local std::vector<double> scratch;
  const std::size_t n = x.size();
  if (scratch.size() < 3 * n) scratch.resize(3 * n);
  double* const d_hi = scratch.data();
  double* const d_lo = d_hi + n;
  double* const e = d_lo + n;

  const Maximum max = maximum(x);
  const double a = max.value;
  exp_gaps(a, x.data(), n, d_hi, d_lo, e);
  e[max.at] = 0.0;
  const double rest = sum(e, n);
  e[max.at] = 1.0;
  const double s = 1.0 + rest;
  const double rest_units = kExpBinary64Units + 36.0 + static_cast<double>(n) / kBlock;
  const bool single = max.unmasked == 1;
  const bool log_known = single || rest > 0x1p-700;
  const double log_sum = log_known && !single ? log1p_binary64(rest) : 0.0;
  const double log_units = rest_units + kLogUnits + 1.0;
  if (!log_known && function != Function::softmax) return false;

  out.maximum = a;
  out.unmasked = max.unmasked;
  // Not known: below 2^-699; the caller's figure is the double nearest to rest or less than that.
  out.log_sum = log_known ? log_sum : rest;
  out.log_n_over_sum = std::max(0.0, std::log(static_cast<double>(max.unmasked)) - log_sum);
  out.results.resize(results_per_row(function, n));
  const double wanted = std::ldexp(1.0, -(traits(format).precision + 20));
  const double infinity = std::numeric_limits<double>::infinity();

  if (function == Function::logsumexp) {
    const double y = a + log_sum;
    const double relative = (1.01 * log_units * log_sum / std::fabs(y) + 2.0) * kUnit;
    if (!single && !(relative <= wanted)) return false;
    out.results[0] = {y, 0.0, 0, single ? 0.0 : relative};
    return true;
  }
  if (function == Function::log_softmax) {
    const double relative = single ? 0.0 : (log_units + 3.0) * kUnit;
    if (!(relative <= wanted)) return false;
    for (std::size_t j = 0; j < n; ++j) {
      const double y = d_hi[j] + (log_sum + d_lo[j]);
      out.results[j] = {y == 0.0 ? 0.0 : -y, 0.0, 0, relative};
    }
  } else {
    double relative = (kExpBinary64Units + rest_units + 4.0) * kUnit;
    if (!(relative <= wanted)) return false;
    // All equal, and a power of two of them: 1/m exactly.
    if (rest == static_cast<double>(max.unmasked - 1) && (max.unmasked & (max.unmasked - 1)) == 0) {
      const bool equal = std::all_of(x.begin(), x.end(),
                                     [&](double value) { return value == a || std::isinf(value); });
      if (equal) relative = 0.0;
    }
    for (std::size_t j = 0; j < n; ++j) out.results[j] = {e[j] / s, 0.0, 0, relative};
    for (std::size_t j = 0; j < n; ++j) {
      if (e[j] == 0.0 && !std::isinf(x[j])) out.results[j] = far(d_hi[j], d_lo[j], s, relative);
    }
  }
  if (max.unmasked == n) return true;
  for (std::size_t j = 0; j < n; ++j) {
    if (std::isinf(x[j])) {
      out.results[j] = {function == Function::softmax ? 0.0 : -infinity, 0.0, 0, 0.0};
    }
  }
  return true;
}

}  // namespace softmax::verify::oracle
