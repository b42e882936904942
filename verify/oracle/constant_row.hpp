// Exact results of rows too long for the oracle: n equal entries.
#pragma once

#include <cstddef>

#include "verify/core/function.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::oracle {

// Of n >= 2 entries a >= 0: 1/n, -ln n or a + ln n, in results[0] alone, since all are equal.
RowExact constant_row(Function function, std::size_t n, double a);

}  // namespace softmax::verify::oracle
