// What calls did besides computing, and calls that did not come back: gathered over all calls of a
// case, whichever law made them.
#pragma once

#include <initializer_list>

#include "verify/property/bench.hpp"

namespace softmax::verify::property {

// Sets outcome.violation from the first breach of one of these kinds in this case.
void report_incident(Bench& bench, std::initializer_list<subject::Breach> kinds, Outcome& outcome);

// Sets outcome.violation from the first call of this case that was lost (crashed, hung, exited,
// malformed). Losses on a guard page belong to the law of bounds, all others to that of process.
void report_loss(Bench& bench, bool at_edge, Outcome& outcome);

}  // namespace softmax::verify::property
