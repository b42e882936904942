// A whole row answered by the authority.
#pragma once

#include <span>

#include "verify/core/format.hpp"
#include "verify/core/function.hpp"
#include "verify/oracle/exact.hpp"

namespace softmax::verify::oracle {

// Enclosures with relative <= 2^-(p + 20); precondition as Oracle::row.
RowExact authority_row(Function function, Format format, std::span<const double> x);

}  // namespace softmax::verify::oracle
