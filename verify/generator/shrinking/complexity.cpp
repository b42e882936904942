#include "verify/generator/shrinking/complexity.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace softmax::verify::generator {

double complexity(double value) {
  if (value == 0.0) return std::signbit(value) ? 0.5 : 0.0;
  if (std::isinf(value)) return value < 0 ? 1.0 : 2.0;
  if (std::isnan(value)) return 3.0;
  int exponent = 0;
  const double fraction = std::frexp(std::fabs(value), &exponent);
  const int bits = 53 - std::countr_zero(static_cast<std::uint64_t>(std::ldexp(fraction, 53)));
  // The exponent adds less than one bit: |exponent| <= 1074.
  return 4.0 + bits + std::abs(exponent - 1) / 4096.0 + (value < 0 ? 1e-6 : 0.0);
}

std::pair<std::size_t, double> complexity(const Matrix& x) {
  std::vector<std::uint64_t> patterns;
  patterns.reserve(x.values.size());
  double sum = 0.0;
  for (const double v : x.values) {
    patterns.push_back(std::isnan(v) ? ~0ULL : std::bit_cast<std::uint64_t>(v));
    sum += complexity(v);
  }
  std::sort(patterns.begin(), patterns.end());
  const auto end = std::unique(patterns.begin(), patterns.end());
  return {static_cast<std::size_t>(end - patterns.begin()), sum};
}

}  // namespace softmax::verify::generator
