// Replays one witness on a subject.
#pragma once

#include "verify/audit/options.hpp"
#include "verify/audit/witness_text.hpp"

namespace softmax::verify::audit {

// Prints the rows, what the subject gives beside the exact values, and the verdict of the law.
// Returns 0 when the law holds, 1 when it is broken.
int replay(const Target& target, const Replayable& what);

}  // namespace softmax::verify::audit
