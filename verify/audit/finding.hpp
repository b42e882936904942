// From a violated law to a finding: shrunk, confirmed, with a command that replays it.
#pragma once

#include "verify/audit/options.hpp"
#include "verify/audit/tally.hpp"

namespace softmax::verify::audit {

// `first`: the first case that broke `law`. Shrinks it on `subject` where asked to, and returns the
// finding; the unshrunk case when it does not break the law again.
report::Finding make_finding(const Target& target, Function function, Format format,
                             const property::Property& law, const FirstViolation& first,
                             std::uint64_t occurrences, bool shrink, subject::Subject& subject);

// The command line that replays a witness on this subject under this contract.
std::string replay_command(const Target& target, Function function, Format format,
                           std::string_view law, const report::Witness& witness);

// A contract as options, only where it differs from the default; empty or with a leading space.
std::string contract_options(const Contract& contract);

}  // namespace softmax::verify::audit
