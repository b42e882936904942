// A batch judged row by row: each row that stands there first as the contract says, and the others
// of the same entries by it.
#pragma once

#include <string_view>

#include "verify/property/bench.hpp"

namespace softmax::verify::property {

// Row r of x, which need not be one of the case, as it was answered, against the contract.
void check_row(Bench& bench, const Matrix& x, const subject::Reply& reply, std::size_t r,
               std::string_view how, Outcome& outcome);

// The rows of x, which need not be those of the case, as they were answered. `how` says in the
// message how they were called, after "in a batch of R x C".
void check_rows(Bench& bench, const Matrix& x, const subject::Reply& reply,
                const subject::Placement& placement, std::string_view how, Outcome& outcome);

// The rows of the case as they stand.
Outcome judge_rows(Bench& bench);

}  // namespace softmax::verify::property
