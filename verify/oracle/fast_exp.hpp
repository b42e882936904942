// exp(-d) in double-double.
#pragma once

#include <cstddef>

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

// For each of n entries x <= a, masked ones included: d = a - x as a pair without an error (d_hi is
// infinite where it overflows or x is -inf), and exp of it as above; beyond kGreatestFastGap, exp
// of that. `values` holds n of each, one behind the other.
struct FastExps {
  explicit FastExps(double* values, std::size_t n)
      : d_hi(values),
        d_lo(values + n),
        significand_hi(values + 2 * n),
        significand_lo(values + 3 * n),
        k(values + 4 * n) {}
  static constexpr std::size_t kArrays = 5;

  DoubleDouble d(std::size_t j) const { return {d_hi[j], d_lo[j]}; }
  DoubleDouble significand(std::size_t j) const { return {significand_hi[j], significand_lo[j]}; }

  double* d_hi;
  double* d_lo;
  double* significand_hi;
  double* significand_lo;
  double* k;  // whole numbers
};
void fast_exps(double a, const double* x, std::size_t n, const FastExps& out);

}  // namespace softmax::verify::oracle
