// The rows whose answer is a rule and not a number to compute.
#pragma once

#include <cmath>
#include <limits>

#include "row.hpp"

namespace softmax::detail {

/// What one pass over a row finds. `finite` counts the finite entries; `max` is the largest entry
/// that is not NaN, −inf for an empty row.
struct RowScan {
  double max = -std::numeric_limits<double>::infinity();
  std::size_t finite = 0;
  std::size_t positive_infinities = 0;
  bool nan = false;
};

template <Format T>
RowScan scan(Row<const T> x) {
  RowScan found;
  for (std::size_t i = 0; i < x.n; ++i) {
    const double value = to_double(x[i]);
    if (value > found.max) found.max = value;
    if (std::isfinite(value)) ++found.finite;
    if (std::isnan(value)) found.nan = true;
    if (value == std::numeric_limits<double>::infinity()) ++found.positive_infinities;
  }
  return found;
}

template <Format T>
void fill(Row<T> y, T value) {
  for (std::size_t i = 0; i < y.n; ++i) y[i] = value;
}

/// Writes y and returns true where the answer is a rule: a NaN, a +inf, no finite entry, or just
/// one. y is one entry long for logsumexp. Reads x[i] before it writes y[i]: in place is allowed.
template <Function F, Format T>
bool write_special(Row<const T> x, Row<T> y, const RowScan& found) {
  constexpr T zero{};
  const T one = round_to_format<T>(1.0);
  const T minus_infinity = infinity<T>(true);
  if (found.nan) {
    fill(y, quiet_nan<T>());
    return true;
  }
  if constexpr (F == Function::kLogSumExp) {
    if (found.finite > 1 && found.positive_infinities == 0) return false;
    y[0] = round_to_format<T>(found.max);  // exact: ±inf, or the only finite entry
    return true;
  } else {
    if (found.positive_infinities > 1 || (found.positive_infinities == 0 && found.finite == 0)) {
      fill(y, quiet_nan<T>());
      return true;
    }
    if (found.positive_infinities == 0 && found.finite > 1) return false;
    for (std::size_t i = 0; i < x.n; ++i) {
      const bool largest = to_double(x[i]) == found.max;
      y[i] = F == Function::kSoftmax ? (largest ? one : zero) : (largest ? zero : minus_infinity);
    }
    return true;
  }
}

}  // namespace softmax::detail
