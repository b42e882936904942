// Exact results as decimal text, for people.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "verify/core/function.hpp"

namespace softmax::verify::oracle {

// Result j rounded to nearest (ties to even) at `digits` >= 1 significant decimal digits. Plain
// (0.5, 705.25) from 1e-5 to 1e17, scientific elsewhere; trailing zeros of a plain number are left
// out. A result below 2^-72000000 is said to be below it. Precondition as Oracle::row.
std::string decimal_digits(Function function, std::span<const double> x, std::size_t j, int digits);

}  // namespace softmax::verify::oracle
