// On which side of a given number does the exact result lie? Always decided.
#pragma once

#include <cstddef>
#include <span>

#include "verify/core/function.hpp"
#include "verify/oracle/authority.hpp"

namespace softmax::verify::oracle {

// Holds sums and products of a few doubles, of counts and of limit * 2^exponent without rounding:
// bits 2^5100 to 2^-5100 are 10200 of its 13290.
using Dyadic = Real<4000>;
inline constexpr int kGreatestLimitExponent = 4000;

// Sign of g_j - c: -1, 0 or 1. c is exact, 0 or of magnitude 2^-5100 to 2^5100.
// Precondition: as Oracle::row, and x[j] is not -inf for softmax and log_softmax.
int side(Function function, std::span<const double> x, std::size_t j, const Dyadic& c);

}  // namespace softmax::verify::oracle
