// What the oracle says of one result: an enclosure of the exact value.
#pragma once

#include <cstddef>
#include <vector>

#include "verify/core/scaled.hpp"

namespace softmax::verify::oracle {

// The exact value g satisfies |g - (hi + lo) * 2^exponent| <= relative * |hi + lo| * 2^exponent.
// |lo| <= ulp(hi)/2. exponent is used for results that a double cannot hold with full precision,
// with hi then near 1 in magnitude; otherwise it is 0. hi = 0, +-infinity or NaN with relative = 0:
// exactly that (a masked entry, n = 1, a special row).
struct Exact {
  double hi = 0.0;
  double lo = 0.0;
  int exponent = 0;
  double relative = 0.0;

  // Nearest double, without the enclosure; for plots and for terms of bounds.
  double approximate() const { return scaled(hi + lo, exponent); }
};

// Exact results of a row and the facts that bounds need.
struct RowExact {
  std::vector<Exact> results;  // results_per_row entries
  double maximum = 0.0;        // a = max x
  // ln S, S = sum exp(x_i - a): relative error below 2^-40; where ln S < 2^-600, some number below
  // 2^-600.
  double log_sum = 0.0;
  double log_n_over_sum =
      0.0;                   // ln(n/S), absolute error below 2^-40, n = entries that are not -inf
  std::size_t unmasked = 0;  // entries that are not -inf
};

}  // namespace softmax::verify::oracle
