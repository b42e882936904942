// A second opinion: the same values by another library and another route. cpp_bin_float has an exp
// of its own (no MPFR); the row is evaluated as exp(x_j - a) in one pass without log1p.
#pragma once

#include <span>

#include "verify/core/function.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::oracle {

// Result j of the row; precondition as Oracle::row. Good to 2^-90 where the gap is below 10^5 and
// logsumexp does not cancel; `relative` says so, generously, from the measured loss of
// cpp_bin_float's exp (1.2 |d| of its ulp) times 16.
Exact second_opinion(Function function, std::span<const double> x, std::size_t j);

}  // namespace softmax::verify::oracle
