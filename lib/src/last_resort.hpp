// The last resort: fixed-point arithmetic of rising precision until the rounding is decided.
// It ends for every finite row, because no exact value is a midpoint (Theorem 7).
#pragma once

#include <vector>

#include "fixed_exp.hpp"
#include "round_integer.hpp"
#include "row.hpp"

namespace softmax::detail {

/// S of a row, enclosed at one precision.
struct FixedSum {
  std::size_t fraction = 0;  ///< limbs
  Enclosure sum;
  Enclosure log;  ///< ln S; empty until asked for
};

/// What the rows of this precision have been found to be, kept for the other entries of the row.
using FixedSums = std::vector<FixedSum>;

template <Format T>
T last_resort_softmax(Row<const T> x, double max, double entry, FixedSums& known);
template <Format T>
T last_resort_log_softmax(Row<const T> x, double max, double entry, FixedSums& known);
template <Format T>
T last_resort_logsumexp(Row<const T> x, double max, FixedSums& known);

}  // namespace softmax::detail
