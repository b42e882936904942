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

}  // namespace softmax::verify::error
