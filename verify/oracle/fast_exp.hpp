// exp(-d) in double-double.
#pragma once

#include "verify/oracle/double_double.hpp"

namespace softmax::verify::oracle {

// exp(-d) = significand * 2^-k with the significand in [0.7, 1.42], for 0 <= d <= kGreatestFastGap.
// Relative error at most kExpError (derived in fast_exp.cpp).
struct ScaledExp {
  DoubleDouble significand;
  int k = 0;
};

inline constexpr double kGreatestFastGap = 1.0e5;
inline constexpr double kExpError = 0x1p-99;

ScaledExp fast_exp(DoubleDouble d);

}  // namespace softmax::verify::oracle
