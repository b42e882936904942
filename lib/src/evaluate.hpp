// Rows with two finite entries or more, no NaN and no +inf.
#pragma once

#include <cmath>

#include "special_values.hpp"

namespace softmax::detail {

template <Function F, Format T>
void evaluate(Row<const T> x, Row<T> y, const RowScan& found) {
  double rest = 0;  // the sum without one of the largest entries
  bool skipped = false;
  for (std::size_t i = 0; i < x.n; ++i) {
    const double value = to_double(x[i]);
    if (!skipped && value == found.max)
      skipped = true;
    else
      rest += std::exp(value - found.max);
  }
  const double log_sum = std::log1p(rest);
  if constexpr (F == Function::kLogSumExp) {
    y[0] = round_to_format<T>(found.max + log_sum);
  } else {
    for (std::size_t i = 0; i < x.n; ++i) {
      const double shifted = to_double(x[i]) - found.max;
      y[i] = round_to_format<T>(F == Function::kSoftmax ? std::exp(shifted) / (1 + rest)
                                                        : shifted - log_sum);
    }
  }
}

}  // namespace softmax::detail
