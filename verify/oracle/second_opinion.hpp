// A second opinion: the same values by another library and another route. cpp_bin_float has an exp
// and a log of its own (no MPFR).
#pragma once

#include <span>
#include <vector>

#include "verify/core/function.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::oracle {

// Result j of the row; precondition as Oracle::row. relative is about 2^-104 but where logsumexp
// cancels. Results that are not computed, with gaps beyond 10^5, are enclosed between 0 and
// 2^-69999 with relative = 1.
Exact second_opinion(Function function, std::span<const double> x, std::size_t j);

// All results of the row.
std::vector<Exact> second_opinion_row(Function function, std::span<const double> x);

}  // namespace softmax::verify::oracle
