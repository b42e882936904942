#include "verify/oracle/second_opinion.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <limits>

namespace softmax::verify::oracle {
namespace {

// 240 bits; the exponent of cpp_bin_float has 32 bits, ample for e^-100000.
using Wide = boost::multiprecision::number<
    boost::multiprecision::cpp_bin_float<240, boost::multiprecision::digit_base_2>,
    boost::multiprecision::et_off>;
constexpr double kGreatest = 1.0e5;

}  // namespace

Exact second_opinion(Function function, std::span<const double> x, std::size_t j) {
  double a = -std::numeric_limits<double>::infinity();
  for (const double value : x) a = std::max(a, value);
  Wide sum = 0;
  for (const double value : x) {
    if (std::isinf(value)) continue;
    const Wide d = Wide(value) - Wide(a);
    if (d > -kGreatest) sum += exp(d);
  }
  Exact g;
  if (function != Function::logsumexp && std::isinf(x[j])) {
    g.hi = function == Function::softmax ? 0.0 : -std::numeric_limits<double>::infinity();
    return g;
  }
  const Wide log_sum = log(sum);
  Wide value;
  if (function == Function::softmax) {
    const Wide d = Wide(x[j]) - Wide(a);
    value = d > -kGreatest ? Wide(exp(d) / sum) : Wide(0);
  } else if (function == Function::log_softmax) {
    value = (Wide(x[j]) - Wide(a)) - log_sum;
  } else {
    value = Wide(a) + log_sum;
  }
  if (value == 0 && x.size() == 1) return g;
  if (value == 0) {  // lost below 2^-230 (ln S next to 1), or left out (softmax beyond kGreatest)
    const bool probability = function == Function::softmax;
    return {function == Function::log_softmax ? -1.0 : 1.0, 0.0, probability ? -140000 : -230, 1.0};
  }
  int exponent = 0;
  const Wide significand = frexp(value, &exponent) * 2;
  g.hi = significand.convert_to<double>();
  g.lo = Wide(significand - Wide(g.hi)).convert_to<double>();
  g.exponent = exponent - 1;
  // log of a sum near 1 keeps only the bits of sum - 1: weigh with 1/|value|.
  const double magnitude = std::fabs(value.convert_to<double>());
  const double absolute =
      std::ldexp(16.0 * (1.2 * kGreatest + static_cast<double>(x.size())), -240);
  const bool logarithm = function != Function::softmax;
  g.relative = 0x1p-104 + (logarithm ? absolute * (1.0 + std::fabs(a)) / magnitude : absolute);
  if (!std::isfinite(g.relative) || g.relative > 1.0) g.relative = 1.0;
  return g;
}

}  // namespace softmax::verify::oracle
