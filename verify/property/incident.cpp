#include "verify/property/incident.hpp"

#include <algorithm>
#include <limits>

#include "verify/property/support.hpp"

namespace softmax::verify::property {
namespace {

void set(const Incident& incident, std::string message, Outcome& outcome) {
  outcome.violation = violation(std::move(message), 0, 0, std::numeric_limits<double>::quiet_NaN(),
                                "", incident.placement);
  outcome.violation->x = incident.x;
}

}  // namespace

void report_incident(Bench& bench, std::initializer_list<subject::Breach> kinds, Outcome& outcome) {
  for (const Incident& incident : bench.incidents()) {
    if (!incident.breach) continue;
    if (std::find(kinds.begin(), kinds.end(), *incident.breach) == kinds.end()) continue;
    set(incident, incident.detail, outcome);
    return;
  }
}

void report_loss(Bench& bench, bool at_edge, Outcome& outcome) {
  for (const Incident& incident : bench.incidents()) {
    if (incident.breach) continue;
    if (incident.at_edge != at_edge) continue;
    set(incident, incident.detail, outcome);
    outcome.violation->verdict = incident.ending == subject::Ending::hung        ? Verdict::hung
                                 : incident.ending == subject::Ending::malformed ? Verdict::violated
                                                                                 : Verdict::crashed;
    return;
  }
}

}  // namespace softmax::verify::property
