#include "verify/error/exact_sum.hpp"

#include <cmath>
#include <utility>

namespace softmax::verify::error {

void ExactSum::add(double value) {
  std::size_t kept = 0;
  for (double partial : partials_) {
    // TwoSum by Dekker's order: |value| >= |partial| makes high + low == value + partial exactly.
    if (std::fabs(value) < std::fabs(partial)) std::swap(value, partial);
    const double high = value + partial;
    const double low = partial - (high - value);
    if (low != 0.0) partials_[kept++] = low;
    value = high;
  }
  partials_.resize(kept);
  partials_.push_back(value);
}

double ExactSum::minus(double constant) const {
  ExactSum copy = *this;
  copy.add(-constant);
  // Under round-to-even the partials are non-adjacent (Shewchuk, Thm 10), so each is at most half
  // the lowest set bit of the next larger one: all below the largest add up to at most 2/3 of it,
  // and the total is at least 1/3 of it. Adding from the smallest up commits rounding errors of at
  // most 2^-53 (1 + 1/2 + 1/4 + ...) of 5/3 of the largest: relative to the total below 2^-50.
  double total = 0.0;
  for (const double partial : copy.partials_) total += partial;
  return total;
}

double exact_sum_minus(std::span<const double> values, double constant) {
  ExactSum sum;
  for (const double value : values) sum.add(value);
  return sum.minus(constant);
}

// Sum2 of Ogita, Rump and Oishi ("Accurate sum and dot product", 2005, Prop. 4.5) over the n values
// and -constant, in m = n + 1 terms: |result - sum| <= u |sum| + gamma_n^2 Σ|terms|,
// gamma_n < 1.01 n u for n < 2^40. |sum| <= 1.01 |result| + that; twice everything covers what the
// evaluation of this bound rounds.
NearSum near_sum_minus(std::span<const double> values, double constant) {
  double high = -constant;
  double low = 0.0;
  double magnitudes = std::fabs(constant);
  for (const double value : values) {
    const double sum = high + value;
    const double part = sum - high;
    low += (high - (sum - part)) + (value - part);
    high = sum;
    magnitudes += std::fabs(value);
  }
  const double result = high + low;
  const double gamma = static_cast<double>(values.size() + 1) * 0x1.1p-53;
  return {result, 2.0 * (0x1.1p-53 * std::fabs(result) + gamma * gamma * magnitudes)};
}

std::optional<double> distance_beyond(std::span<const double> values, double constant,
                                      double bound) {
  const NearSum near = near_sum_minus(values, constant);
  if (std::fabs(near.value) + near.error <= bound * (1.0 - 0x1p-50)) return std::nullopt;
  const double distance = std::fabs(exact_sum_minus(values, constant));
  if (distance <= bound) return std::nullopt;
  return distance;
}

}  // namespace softmax::verify::error
