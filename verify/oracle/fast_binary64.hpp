// The fast tier for f32, f16 and bf16: f64 arithmetic with a proved error bound.
#pragma once

#include <span>

#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::oracle {

// False: not answered, `out` is unspecified. Precondition as Oracle::row.
bool fast_binary64_row(Function function, Format format, std::span<const double> x, RowExact& out);

}  // namespace softmax::verify::oracle
