// exp(-d) for many d, in f64 arithmetic that every compiler vectorises and no FMA changes.
#pragma once

#include <cstddef>

namespace softmax::verify::oracle {

inline constexpr double kGreatestBinary64Gap = 600.0;
// Relative error of exp_gaps, in units of u = 2^-53 (derived in exp_binary64.cpp).
inline constexpr double kExpBinary64Units = 8.0;

// d_hi[i] + d_lo[i] = a - x[i] exactly (two_sum), e[i] = exp(-(d_hi + d_lo)) with a relative error
// of at most kExpBinary64Units u where d_hi[i] <= kGreatestBinary64Gap, and 0 where it is beyond:
// far and masked entries (x = -inf; their d_lo is NaN). Precondition: a finite, a >= x[i].
void exp_gaps(double a, const double* x, std::size_t n, double* d_hi, double* d_lo, double* e);

}  // namespace softmax::verify::oracle
