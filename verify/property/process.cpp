#include <limits>

#include "verify/property/support.hpp"

#include "verify/property/incident.hpp"

namespace softmax::verify::property {
namespace {

Outcome check(Bench& bench) {
  Outcome outcome;
  (void)bench.base();
  outcome.compared = 1;
  if (const std::string& said = bench.info().printed_at_load; !said.empty()) {
    outcome.violation = violation("loading the subject writes to standard output or error: " + said,
                                  0, 0, std::numeric_limits<double>::quiet_NaN(), "no output");
    return outcome;
  }
  report_loss(bench, /*at_edge=*/false, outcome);
  if (!outcome.violation) {
    report_incident(bench,
                    {subject::Breach::printed, subject::Breach::forked,
                     subject::Breach::closed_streams, subject::Breach::memory_lost},
                    outcome);
  }
  return outcome;
}

}  // namespace

extern const Property kProcess;
const Property kProcess = {
    "process",
    "a call comes back, and leaves the process alone: no crash, hang, exit, fork, output or "
    "closed standard stream; loading it writes nothing; a "
    "program replies with what was asked for",
    "none: the time and memory limits of the audit",
    "crashes, endless loops, exit, malformed replies",
    "what happens after the last call",
    [](const Bench& bench) -> std::string {
      return bench.info().door == "callable" ? "a callable has no process of its own" : "";
    },
    check,
};

}  // namespace softmax::verify::property
