// The policies of the contract: what rows with NaN, with +inf and of only -inf must give.
#pragma once

#include <string_view>

#include "verify/property/bench.hpp"

namespace softmax::verify::property {

// Every row of x, which need not be rows of the case, that is not regular. `how` ends the message.
void check_policies(Bench& bench, const Matrix& x, const subject::Reply& reply,
                    std::string_view how, Outcome& outcome);

// Under all_masked = any a masked row (row `row` of its call) must be answered as this one is, of
// another length, by turns.
const Matrix& second_masked_row(const Bench& bench, std::size_t row);

}  // namespace softmax::verify::property
