// An order of values and of rows made for shrinking: simple ones first.
#pragma once

#include <cstddef>
#include <utility>

#include "verify/core/matrix.hpp"

namespace softmax::verify::generator {

// 0, -0, -inf, +inf, NaN, then by the number of significand bits, then by the distance of the
// exponent from that of 1, positive before negative.
double complexity(double value);

// Fewer different values first, then the sum over the entries.
std::pair<std::size_t, double> complexity(const Matrix& x);

}  // namespace softmax::verify::generator
