// The sum of doubles without rounding error until the end.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace softmax::verify::error {

// Exact running sum of finite doubles as a non-overlapping expansion (Shewchuk, "Adaptive
// precision floating-point arithmetic", 1997, Thm 10: GROW-EXPANSION). No rounding happens as long
// as no partial sum overflows; below the subnormal quantum nothing can be lost, since every double
// is a multiple of it.
class ExactSum {
 public:
  void add(double value);
  // The sum minus `constant`, correctly signed and with relative error below 2^-50.
  double minus(double constant) const;

 private:
  std::vector<double> partials_;  // increasing magnitude, non-overlapping
};

double exact_sum_minus(std::span<const double> values, double constant);

// The sum of finite doubles minus `constant`: |value - it| <= error. Faster than the exact one.
struct NearSum {
  double value = 0.0;
  double error = 0.0;
};
NearSum near_sum_minus(std::span<const double> values, double constant);

// |the sum of finite doubles - constant| where that exceeds `bound` (2^-50 relative).
std::optional<double> distance_beyond(std::span<const double> values, double constant,
                                      double bound);

}  // namespace softmax::verify::error
