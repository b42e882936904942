#include "verify/oracle/second_opinion.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <limits>

// cpp_bin_float rounds + - * / correctly, but of its exp only the measured loss is known (1.2 |d|
// of its ulp): kLoss takes 16 times that at |d| = 10^5. What is claimed here is therefore measured,
// not proved; it is an opinion, the authority is the proof.
namespace softmax::verify::oracle {
namespace {

// 240 bits; the exponent of cpp_bin_float has 32 bits, ample for e^-100000.
using Wide = boost::multiprecision::number<
    boost::multiprecision::cpp_bin_float<240, boost::multiprecision::digit_base_2>,
    boost::multiprecision::et_off>;
static_assert(std::numeric_limits<Wide>::digits >= 2 * 53 + 24, "guard bits");

constexpr double kGreatest = 1.0e5;
constexpr double kLoss = 16.0 * 1.2 * kGreatest;
constexpr int kFar = -70000;  // e^(-kGreatest/2) = 2^-72134

struct Sums {
  double a = -std::numeric_limits<double>::infinity();
  std::size_t unmasked = 0;
  std::size_t maxima = 0;
  Wide tail = 0;          // of the entries below the maximum
  bool unknown = false;   // the tail is only known to be below 2^kFar
  double relative = 0.0;  // of the tail and of S
  Wide log_sum = 0;
  double log_relative = 0.0;
};

Wide gap(const Sums& sums, double x) { return Wide(sums.a) - Wide(x); }

Sums sum(std::span<const double> x) {
  Sums sums;
  for (const double value : x) sums.a = std::max(sums.a, value);
  bool dropped = false;
  bool near = false;
  // Equal entries have one exp: their number times it has fewer roundings than their sum.
  std::vector<double> sorted(x.begin(), x.end());
  std::sort(sorted.begin(), sorted.end());
  for (auto from = sorted.begin(); from != sorted.end();) {
    const double value = *from;
    const auto to = std::upper_bound(from, sorted.end(), value);
    const auto count = static_cast<std::size_t>(to - from);
    from = to;
    if (std::isinf(value)) continue;
    sums.unmasked += count;
    if (value == sums.a) {
      sums.maxima += count;
      continue;
    }
    const Wide d = gap(sums, value);
    near = near || d <= kGreatest / 2;
    dropped = dropped || d > kGreatest;
    if (d <= kGreatest) sums.tail += static_cast<double>(count) * exp(Wide(-d));
  }
  sums.unknown = dropped && !near;
  sums.relative = std::ldexp(kLoss + static_cast<double>(x.size()), -240);
  const Wide rest = (static_cast<double>(sums.maxima) - 1.0) + sums.tail;
  if (rest < 0x1p-60) {  // the series of log1p: its next term is below rest^5/5
    sums.log_sum = rest * (1 - rest * (Wide(1) / 2 - rest * (Wide(1) / 3 - rest / 4)));
    sums.log_relative = 2.0 * sums.relative;
  } else {
    sums.log_sum = log(Wide(rest + 1));
    sums.log_relative = 2.0 * sums.relative * (1.0 + 1.0 / sums.log_sum.convert_to<double>());
  }
  return sums;
}

// A magnitude in (0, 2^(kFar + 1)].
Exact far(double sign) { return {sign, 0.0, kFar, 1.0}; }

Exact enclose(const Wide& value, double relative) {
  Exact g;
  if (value == 0) return g;
  int exponent = 0;
  const Wide significand = frexp(value, &exponent) * 2;
  g.hi = significand.convert_to<double>();
  g.lo = Wide(significand - Wide(g.hi)).convert_to<double>();
  g.exponent = exponent - 1;
  g.relative = relative + 0x1p-104;
  return g;
}

Exact opinion(Function function, std::span<const double> x, std::size_t j, const Sums& sums) {
  if (function != Function::logsumexp && std::isinf(x[j])) {
    const double infinity = std::numeric_limits<double>::infinity();
    return {function == Function::softmax ? 0.0 : -infinity, 0.0, 0, 0.0};
  }
  const bool log_sum_unknown = sums.unknown && sums.maxima == 1;
  if (function == Function::softmax) {
    const Wide d = gap(sums, x[j]);
    if (d > kGreatest) return far(1.0);
    const Wide s = sums.tail + static_cast<double>(sums.maxima);
    return enclose(Wide(exp(Wide(-d)) / s), 2.0 * sums.relative);
  }
  if (function == Function::log_softmax) {
    if (log_sum_unknown && x[j] == sums.a) return far(-1.0);
    return enclose(Wide(-(gap(sums, x[j]) + sums.log_sum)), sums.log_relative);
  }
  if (log_sum_unknown && sums.a == 0.0) return far(1.0);
  const Wide y = Wide(sums.a) + sums.log_sum;
  if (sums.unmasked == 1) return enclose(y, 0.0);
  const Wide size = Wide(std::fabs(sums.a)) + sums.log_sum;
  const Wide absolute = 2 * (sums.log_sum * sums.log_relative + ldexp(size, -239));
  if (absolute >= abs(y)) return enclose(size, 2.0);  // no digit: only |y| <= |a| + ln S
  return enclose(y, Wide(absolute / abs(y)).convert_to<double>());
}

}  // namespace

Exact second_opinion(Function function, std::span<const double> x, std::size_t j) {
  return opinion(function, x, j, sum(x));
}

std::vector<Exact> second_opinion_row(Function function, std::span<const double> x) {
  const Sums sums = sum(x);
  std::vector<Exact> row(results_per_row(function, x.size()));
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = opinion(function, x, j, sums);
  return row;
}

}  // namespace softmax::verify::oracle
