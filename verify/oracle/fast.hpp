// The fast tier: double-double arithmetic with a proved error bound. It answers a row when its
// enclosures are as narrow as Oracle::row promises, and leaves it to the authority when not.
#pragma once

#include <span>

#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::oracle {

// False: not answered, `out` is unspecified. Precondition as Oracle::row.
bool fast_row(Function function, Format format, std::span<const double> x, RowExact& out);

}  // namespace softmax::verify::oracle
